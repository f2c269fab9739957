import type { Language } from '@cartie/shared/schemas/common'
import { speechOf } from './speech.ts'

export interface VisitOptions {
  /** The language of the proposal. */
  language: Language
  /** The one that the visitor chose instead. */
  chosen: Language | undefined
  /** Names the next question, so that its repeat is known as such. */
  key: string
}

/** How a visitor reads a proposal: in which language, and the addresses of what can be done, which keep it. */
export function visitOf({ language, chosen, key }: VisitOptions) {
  const kept: Record<string, string> = chosen ? { language: chosen } : {}
  return {
    ...speechOf(chosen ?? language),
    key,
    /** Where a form of the page is sent. */
    actionOf: (name: 'react' | 'ask' | 'accept' | 'decline') =>
      `?/${name}${chosen ? `&language=${chosen}` : ''}`,
    /** The page itself, with more in its query. */
    addressOf: (more: Record<string, string> = {}) => `?${new URLSearchParams({ ...kept, ...more })}`,
  }
}
export type Visit = ReturnType<typeof visitOf>
