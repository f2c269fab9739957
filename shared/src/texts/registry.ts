import type { Language } from '../schemas/common.ts'
import { carPostKinds } from './car-post-kinds.ts'
import { dealKinds } from './deal-kinds.ts'
import { offerKinds } from './offer-kinds.ts'
import { proposalKinds } from './proposal-kinds.ts'
import { requestPostKinds } from './request-post-kinds.ts'

/** Every post and message that a workspace may write in its own words, in the order in which people see them. */
export const textKinds = {
  ...carPostKinds,
  ...proposalKinds,
  ...dealKinds,
  ...requestPostKinds,
  ...offerKinds,
}
export type TextKey = keyof typeof textKinds
export const textKeys = Object.keys(textKinds) as [TextKey, ...TextKey[]]

/** What each variable of a kind shows; null or blank: nothing. */
export type TextValues<K extends TextKey> = Record<keyof (typeof textKinds)[K]['variables'], string | null>

/** A workspace's own texts; where there is none, the built-in one holds. */
export type OwnTexts = Partial<Record<TextKey, Partial<Record<Language, string>>>>
