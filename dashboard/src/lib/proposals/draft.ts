import { withMargin } from '@cartie/shared/domain/margin'
import { toMajor, toMinor } from '@cartie/shared/domain/money'
import type { Language } from '@cartie/shared/schemas/common'
import type { ProposalDetail, ProposalItem, ProposalPatch } from '@cartie/shared/schemas/proposal'
import type { Variant } from '@cartie/shared/schemas/variant'

type Price = NonNullable<Variant['price']>
export const priceKinds = ['amount', 'percent', 'price'] as const
export type PriceKind = (typeof priceKinds)[number]

/** How the price to the client is made: by money or per cent upon the partner's, or written by hand. */
export interface Pricing {
  kind: PriceKind
  /** Undefined: nothing was typed. Of `price`: the price is told on request. */
  value: number | undefined
}

/** A car of a proposal while it is being edited. */
export interface DraftItem extends Pricing {
  variant: Variant
  currency: string
  comment: string
  photos: readonly string[]
}

/** What an editor may change of a proposal. */
export interface Draft {
  title: string
  intro: string
  language: Language
  expiresAt: string | null
  items: readonly DraftItem[]
}

const samePrice = (a: Price | null, b: Price | null) => a?.amount === b?.amount && a?.currency === b?.currency

function pricingOf({ margin, price, variant }: ProposalItem): Pricing {
  if (margin && 'percent' in margin) return { kind: 'percent', value: margin.percent }
  if (margin) return { kind: 'amount', value: margin.amount }
  if (variant.price && samePrice(price, variant.price)) return { kind: 'amount', value: 0 }
  return { kind: 'price', value: price?.amount }
}

/** A variant as it enters a proposal: at its own price, with all its photos; one without a price in `currency`. */
export const newItem = (variant: Variant, pricing?: Pricing, currency = 'USD'): DraftItem => ({
  variant,
  ...(variant.price ? (pricing ?? { kind: 'amount', value: 0 }) : { kind: 'price', value: undefined }),
  currency: variant.price?.currency ?? currency,
  comment: '',
  photos: [...new Set(variant.photos)],
})

/** A proposal as its editor begins with it. */
export const draftOf = ({ title, intro, language, expiresAt, items }: ProposalDetail): Draft => ({
  title,
  intro: intro ?? '',
  language,
  expiresAt,
  items: items.map((item) => ({
    variant: item.variant,
    ...pricingOf(item),
    currency: item.price?.currency ?? item.variant.price?.currency ?? 'USD',
    comment: item.comment ?? '',
    photos: [...new Set(item.photos)],
  })),
})

/** What the client pays; null: told on request. */
export function clientPrice({ variant, kind, value, currency }: DraftItem): Price | null {
  if (kind === 'price') return value === undefined ? null : { amount: value, currency }
  if (!variant.price) return null
  const own = variant.price
  const margin =
    kind === 'percent' ? { percent: value ?? 0 } : { amountMinor: toMinor(value ?? 0, own.currency) }
  const minor = withMargin(toMinor(own.amount, own.currency), own.currency, margin)
  return { amount: toMajor(minor, own.currency), currency: own.currency }
}

/** The same price to the client, made in another way. */
export function pricedBy(item: DraftItem, kind: PriceKind): DraftItem {
  const price = clientPrice(item)
  const own = item.variant.price
  if (kind === 'price')
    return { ...item, kind, value: price?.amount, currency: price?.currency ?? item.currency }
  if (!price || !own || own.currency !== price.currency || own.amount === 0)
    return { ...item, kind, value: 0 }
  const more = Math.round((price.amount - own.amount) * 1000) / 1000
  return { ...item, kind, value: kind === 'amount' ? more : Math.round((more / own.amount) * 10_000) / 100 }
}

function inputOf({ variant, kind, value, currency, comment, photos }: DraftItem) {
  const amount = value ?? 0
  return {
    variantId: variant.id,
    ...(kind === 'price'
      ? { price: value === undefined ? null : { amount: value, currency } }
      : { margin: kind === 'amount' ? { amount } : { percent: amount } }),
    comment: comment.trim() || null,
    photos: [...photos],
  }
}

/** What is saved of a draft: an emptied title leaves the old one. */
export const patchOf = ({ title, intro, language, expiresAt, items }: Draft): ProposalPatch => ({
  ...(title.trim() ? { title: title.trim() } : {}),
  intro: intro.trim() || null,
  language,
  expiresAt,
  items: items.map(inputOf),
})

/** A list with one of its entries at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const entry = list[from]
  if (entry === undefined || to < 0 || to >= list.length) return list
  const rest = list.filter((_, index) => index !== from)
  return [...rest.slice(0, to), entry, ...rest.slice(to)]
}
