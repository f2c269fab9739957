import { stockWorth } from '@cartie/shared/domain/stock-worth'
import { toMajor } from '@cartie/shared/domain/money'
import type { Overview } from '@cartie/shared/schemas/stats'
import type { Context, Tx } from '../../context.ts'
import { latestRates } from '../rate/latest.ts'

/** Where an age ends and the next begins, in days. */
const bounds = [8, 31, 61, 91]

interface Row {
  currency: string | null
  age: number
  cars: number
  priced: number
  sum: string
}

/** What stands for sale now: how much it is worth, in each currency and in one, and since when it stands there. */
export async function readStock(ctx: Context, tx: Tx): Promise<Overview['stock']> {
  const [rows, rates] = await Promise.all([
    tx.sql<Row[]>`
      select currency, age, count(*)::int as cars, count(price_minor)::int as priced, coalesce(sum(price_minor), 0) as sum
      from (select case when price_minor is not null then currency end as currency, price_minor,
              width_bucket(extract(epoch from now() - least(posted_at, first_seen_at))::float8 / 86400, ${bounds}::float8[]) as age
            from car_listings
            where workspace_id = ${ctx.workspaceId} and deleted_at is null and status in ('AVAILABLE', 'RESERVED')) c
      group by currency, age`,
    latestRates(tx),
  ])
  const byCurrency = new Map<string, { currency: string; cars: number; amountMinor: number }>()
  for (const { currency, priced, sum } of rows) {
    if (currency === null) continue
    const known = byCurrency.get(currency) ?? { currency, cars: 0, amountMinor: 0 }
    known.cars += priced
    known.amountMinor += Number(sum)
    byCurrency.set(currency, known)
  }
  const priced = [...byCurrency.values()].toSorted((a, b) => b.cars - a.cars)
  const cars = rows.reduce((sum, row) => sum + row.cars, 0)
  const total = stockWorth(priced, rates)
  return {
    cars,
    unpriced: cars - priced.reduce((sum, part) => sum + part.cars, 0),
    priced: priced.map(({ currency, cars: some, amountMinor }) => ({
      cars: some,
      worth: { amount: toMajor(amountMinor, currency), currency },
    })),
    total: total
      ? {
          worth: { amount: total.amount, currency: total.currency },
          cars: total.cars,
          leftOut: total.leftOut,
          day: total.day,
        }
      : null,
    ages: [0, ...bounds].map((fromDays, age) => ({
      fromDays,
      toDays: age < bounds.length ? bounds[age]! - 1 : null,
      cars: rows.filter((row) => row.age === age).reduce((sum, row) => sum + row.cars, 0),
    })),
  }
}
