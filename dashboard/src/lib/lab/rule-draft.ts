import { carFields, type CarField } from '@cartie/shared/domain/car'
import type { SiteProfile, SiteProfileInput } from '@cartie/shared/schemas/site'

/** A rule while it is written. */
export interface RuleDraft {
  selector: string
  attribute: string
}
export type Drafts = Partial<Record<CarField, RuleDraft>>
export interface CardDraft {
  selector: string
  link: string
}

/** The rules that are ready to be used: those with a selector. */
export function rulesOf(drafts: Drafts): SiteProfileInput['rules'] {
  const rules: SiteProfileInput['rules'] = {}
  for (const field of carFields) {
    const draft = drafts[field]
    const selector = draft?.selector.trim()
    if (!selector) continue
    const attribute = draft?.attribute.trim()
    rules[field] = { selector, ...(attribute ? { attribute } : {}) }
  }
  return rules
}

/** The card rule, if there is one. */
export function cardOf(draft: CardDraft): SiteProfileInput['card'] {
  const selector = draft.selector.trim()
  const link = draft.link.trim()
  return selector ? { selector, ...(link ? { link } : {}) } : undefined
}

/** The drafts of a saved profile. */
export function draftsOf(profile: Pick<SiteProfile, 'rules' | 'card'>): { drafts: Drafts; card: CardDraft } {
  const drafts: Drafts = {}
  for (const field of carFields) {
    const rule = profile.rules[field]
    if (rule) drafts[field] = { selector: rule.selector, attribute: rule.attribute ?? '' }
  }
  return { drafts, card: { selector: profile.card?.selector ?? '', link: profile.card?.link ?? '' } }
}

/** The host of an address that a person typed, with or without its scheme; undefined if it is none. */
export function hostOf(address: string): string | undefined {
  const text = address.trim()
  const full = /^https?:\/\//i.test(text) ? text : `https://${text}`
  const url = URL.canParse(full) ? new URL(full) : undefined
  return url && /\.[^.]+$|^localhost$|:\d+$/.test(url.host) ? url.host : undefined
}

/** An address with its scheme, as the API takes it. */
export const withScheme = (address: string): string =>
  /^https?:\/\//i.test(address.trim()) ? address.trim() : `https://${address.trim()}`
