/** With fewer comparable cars than these no range is told. */
export const fewestComparable = 5
/** A comparable car is at most so many years older or younger. */
export const yearsApart = 2

/** The mileage of cars that are comparable to one, in whole thousands of km: a third more or less, but at least 30,000. */
export function mileageBand(km: number): { from: number; to: number } {
  const apart = Math.max(30_000, km / 3)
  return {
    from: Math.max(0, Math.floor((km - apart) / 1000) * 1000),
    to: Math.ceil((km + apart) / 1000) * 1000,
  }
}

/** Where the prices of a market lie. */
export interface PriceRange {
  p10: number
  p25: number
  median: number
  p75: number
  p90: number
}

/** The value below which a share (0 to 1) of sorted values lies, between two of them where it falls there. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)]!
  return low + (sorted[Math.ceil(at)]! - low) * (at - Math.floor(at))
}

/** The middle of some values; undefined of none. */
export const medianOf = (values: readonly number[]): number | undefined =>
  values.length
    ? quantile(
        values.toSorted((a, b) => a - b),
        0.5,
      )
    : undefined

/** The range of prices in one currency; undefined of too few. */
export function priceRange(prices: readonly number[]): PriceRange | undefined {
  if (prices.length < fewestComparable) return undefined
  const sorted = prices.toSorted((a, b) => a - b)
  const [p10, p25, median, p75, p90] = [0.1, 0.25, 0.5, 0.75, 0.9].map((share) => quantile(sorted, share))
  return { p10: p10!, p25: p25!, median: median!, p75: p75!, p90: p90! }
}

/** What share of other prices is lower, 0 to 100; those that are the same count half. */
export function placeAmong(price: number, prices: readonly number[]): number {
  const lower = prices.filter((one) => one < price).length
  const same = prices.filter((one) => one === price).length
  return Math.round(((lower + same / 2) / prices.length) * 100)
}

export const marketVerdicts = ['lowest', 'low', 'fair', 'high', 'highest'] as const
export type MarketVerdict = (typeof marketVerdicts)[number]

/** How a price stands: within the middle half it is fair, beyond nine tenths it is among the lowest or highest. */
export function marketVerdict(price: number, range: PriceRange): MarketVerdict {
  if (price < range.p10) return 'lowest'
  if (price < range.p25) return 'low'
  if (price <= range.p75) return 'fair'
  return price <= range.p90 ? 'high' : 'highest'
}
