import { exchange, type Rates } from './exchange.ts'
import { toMajor } from './money.ts'

/** The cars that are priced in one currency, and what they cost together. */
export interface Priced {
  currency: string
  cars: number
  amountMinor: number
}

/** What a stock is worth in one currency. */
export interface StockWorth {
  /** In major units. */
  amount: number
  currency: string
  /** The cars that it counts, and those whose currency nobody could change. */
  cars: number
  leftOut: number
  /** The day of the rates it was changed by; null where nothing had to be changed. */
  day: string | null
}

/**
 * A stock in the currency in which most of its cars are priced, the others changed by the rates. What can't be changed
 * is counted as left out, never added as if it were the same money. Undefined where nothing has a price.
 */
export function stockWorth(parts: readonly Priced[], rates: Rates | undefined): StockWorth | undefined {
  const first = parts.toSorted((a, b) => b.cars - a.cars || a.currency.localeCompare(b.currency))[0]
  if (!first) return undefined
  const { currency } = first
  const worth = { amount: 0, currency, cars: 0, leftOut: 0, day: null as string | null }
  let minor = 0
  for (const part of parts) {
    const own = part.currency === currency
    const changed = own
      ? part.amountMinor
      : rates && exchange(part.amountMinor, part.currency, currency, rates)
    if (changed === undefined) {
      worth.leftOut += part.cars
      continue
    }
    minor += changed
    worth.cars += part.cars
    if (!own && rates) worth.day = rates.day
  }
  return { ...worth, amount: toMajor(minor, currency) }
}
