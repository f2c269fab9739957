import { minorUnits } from './money.ts'

/** What is added to a price: money in minor units of its currency, or per cent of it. */
export type PriceMargin = { amountMinor: number } | { percent: number }

/**
 * A price with a margin, in minor units. Money is added as it is; what per cent give is rounded, half up, to whole
 * units of the currency, for nobody is quoted cents of a car. Never below nothing.
 */
export function withMargin(priceMinor: number, currency: string, margin: PriceMargin | null): number {
  if (!margin) return priceMinor
  if ('amountMinor' in margin) return Math.max(0, priceMinor + margin.amountMinor)
  const unit = 10 ** minorUnits(currency)
  // Per cent such as 7.3 are no exact numbers: a hair's breadth must not decide a half.
  const exact = Number(((priceMinor * (100 + margin.percent)) / 100 / unit).toPrecision(12))
  return Math.max(0, Math.floor(exact + 0.5) * unit)
}
