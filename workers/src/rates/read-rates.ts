import { listOf, objectOf } from '@cartie/shared/domain/json-fields'
import type { Rates } from '@cartie/shared/domain/exchange'

/**
 * The rates in an answer of the National Bank of Ukraine: a list of `{ cc, rate, exchangedate: 'DD.MM.YYYY' }`, `rate`
 * in hryvnias a unit. Undefined for what is no such answer. What has no code of three letters and no rate above
 * nought is left out. Source: bank.gov.ua, "API for developers".
 */
export function readRates(text: string): Rates | undefined {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch {
    return undefined
  }
  const told = listOf(rows).flatMap((row) => {
    const { cc, rate, exchangedate } = objectOf(row) ?? {}
    const date = typeof exchangedate === 'string' ? /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(exchangedate) : null
    const isSound = typeof cc === 'string' && /^[A-Z]{3}$/.test(cc) && typeof rate === 'number' && rate > 0
    return isSound && date ? [{ cc, rate, day: `${date[3]}-${date[2]}-${date[1]}` }] : []
  })
  const day = told[0]?.day
  if (day === undefined || Number.isNaN(Date.parse(day))) return undefined
  return {
    day,
    uahPer: Object.fromEntries(told.filter((t) => t.day === day).map(({ cc, rate }) => [cc, rate])),
  }
}
