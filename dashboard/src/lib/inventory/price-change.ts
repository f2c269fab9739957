import type { CarListing, ListingDetail } from '@cartie/shared/schemas/listing'

type PriceOf = CarListing['price']

export interface PriceChange {
  direction: 'down' | 'up'
  /** How much, in major units of `currency`, always positive. */
  amount: number
  currency: string
  /** Of the former price, rounded, always positive. */
  percent: number
}

/** How a price moved; undefined if it did not, or if the two can't be compared (another currency, no price). */
export function priceChange(before: PriceOf, now: PriceOf): PriceChange | undefined {
  if (!before || !now || before.currency !== now.currency || before.amount === now.amount) return undefined
  const difference = now.amount - before.amount
  return {
    direction: difference < 0 ? 'down' : 'up',
    amount: Math.round(Math.abs(difference) * 1000) / 1000,
    currency: now.currency,
    percent: before.amount ? Math.round(Math.abs(difference / before.amount) * 100) : 100,
  }
}

export interface PriceFinding {
  /** The points in the currency of the newest one, oldest first. */
  points: { amount: number; at: Date }[]
  currency: string
  change: PriceChange | undefined
  since: Date
  lowest: number
  highest: number
  /** Points in another currency, which one line can't show. */
  otherCurrency: number
}

/** What a price history says: the movement from its first to its newest price; undefined if it is empty. */
export function priceFinding(history: ListingDetail['priceHistory']): PriceFinding | undefined {
  const sorted = [...history].sort((a, b) => a.seenAt.localeCompare(b.seenAt))
  const newest = sorted.at(-1)
  if (!newest) return undefined
  const same = sorted.filter((point) => point.price.currency === newest.price.currency)
  const first = same[0] ?? newest
  const amounts = same.map((point) => point.price.amount)
  return {
    points: same.map((point) => ({ amount: point.price.amount, at: new Date(point.seenAt) })),
    currency: newest.price.currency,
    change: priceChange(first.price, newest.price),
    since: new Date(first.seenAt),
    lowest: Math.min(...amounts),
    highest: Math.max(...amounts),
    otherCurrency: sorted.length - same.length,
  }
}
