import type { MarketVerdict } from '@cartie/shared/domain/market'
import type { Market } from '@cartie/shared/schemas/listing'
import { mileage, number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'

const verdicts: Record<MarketVerdict, (values: { place: string }) => string> = {
  lowest: m.market_lowest,
  low: m.market_low,
  fair: m.market_fair,
  high: m.market_high,
  highest: m.market_highest,
}
const fields = { make: m.inventory_field_make, model: m.inventory_field_model, year: m.inventory_field_year }

/** What was found of a car among others, in one sentence. */
export function marketFinding(market: Market): string {
  if (market.missing.length)
    return m.market_missing({
      fields: market.missing.map((field) => fields[field]().toLowerCase()).join(', '),
    })
  if (!market.range) return m.market_few({ count: market.sample, countText: number(market.sample) })
  if (!market.own) return m.market_unpriced()
  return verdicts[market.own.verdict]({ place: number(market.own.place) })
}

/** Which cars were compared, in words. */
export function comparedText({ compared, sample }: Market): string {
  if (!compared) return ''
  const { yearFrom, yearTo, mileageFrom, mileageTo, seenWithinDays } = compared
  return [
    m.market_sample({ count: sample, countText: number(sample) }),
    `${yearFrom}–${yearTo}`,
    ...(mileageFrom === null || mileageTo === null ? [] : [`${number(mileageFrom)}–${mileage(mileageTo)}`]),
    m.market_seen({ n: number(seenWithinDays) }),
  ].join(' · ')
}

/** How long the car is for sale, beside what is usual. */
export function daysText({ days }: Market): string {
  const own = m.market_days({ count: days.own, countText: number(days.own) })
  return days.typical === null ? own : `${own}, ${m.market_days_typical({ n: number(days.typical) })}`
}
