import type { Rates } from '@cartie/shared/domain/exchange'
import type { Tx } from '../../context.ts'

/** The exchange rates of the last day that is known, whoever asks; undefined before the first. */
export async function latestRates({ sql }: Pick<Tx, 'sql'>): Promise<Rates | undefined> {
  const [row] = await sql<Rates[]>`
    select day::text, json_object_agg(currency, uah_per) as "uahPer" from exchange_rates
    where day = (select max(day) from exchange_rates) group by day`
  return row
}
