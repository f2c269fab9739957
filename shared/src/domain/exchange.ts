import { toMajor, toMinor } from './money.ts'

/** What a bank said one unit of each currency is worth, on one day. */
export interface Rates {
  /** The day that they are for, `YYYY-MM-DD`. */
  day: string
  /** Hryvnias for one major unit, by ISO 4217 code; the hryvnia itself is not among them. */
  uahPer: Readonly<Record<string, number>>
}

const uahOf = (currency: string, { uahPer }: Rates): number | undefined =>
  currency === 'UAH' ? 1 : uahPer[currency]

/**
 * An amount in another currency, in its minor units, rounded. The same amount where both are one currency; undefined
 * where the rate of either is not known.
 */
export function exchange(amountMinor: number, from: string, to: string, rates: Rates): number | undefined {
  if (from === to) return amountMinor
  const worth = uahOf(from, rates)
  const price = uahOf(to, rates)
  if (worth === undefined || price === undefined) return undefined
  return toMinor((toMajor(amountMinor, from) * worth) / price, to)
}

/** A thing with a price, as if it were priced in `currency`; as it is where that can't be told. */
export function pricedIn<T extends { priceMinor: number | null; currency: string | null }>(
  thing: T,
  currency: string | null,
  rates: Rates | undefined,
): T {
  const { priceMinor, currency: own } = thing
  if (priceMinor === null || own === null || currency === null || !rates) return thing
  const exchanged = exchange(priceMinor, own, currency, rates)
  return exchanged === undefined ? thing : { ...thing, priceMinor: exchanged, currency }
}
