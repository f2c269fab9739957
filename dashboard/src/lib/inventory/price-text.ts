import { parseMoney, toMajor } from '@cartie/shared/domain/money'

/**
 * Reads a price as people write or paste it: "12 500 $", "21.5k €", "480 тис. грн", "9900". A text that
 * names no currency is in `currency` (an ISO 4217 code, or a sign or word for one). Undefined if there is
 * no amount in it.
 */
export function readPrice(raw: string, currency: string): { amount: number; currency: string } | undefined {
  const money = parseMoney(raw)
  if (!money) return undefined
  const code = money.currency ?? codeOf(currency)
  if (!code) return undefined
  // An amount without a currency counts hundredths, whatever the currency that is then given to it.
  const amount = toMajor(money.amountMinor, money.currency ?? 'USD')
  return amount >= 0 && amount <= 1e12 ? { amount, currency: code } : undefined
}

function codeOf(currency: string): string | undefined {
  const clean = currency.trim()
  return /^[A-Za-z]{3}$/.test(clean) ? clean.toUpperCase() : parseMoney(`1 ${clean}`)?.currency
}
