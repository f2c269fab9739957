import type { Rates } from '@cartie/shared/domain/exchange'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Keeps the exchange rates of a day, over those that were told of it before. */
export async function saveRates(db: Db, { day, uahPer }: Rates): Promise<void> {
  const rows = Object.entries(uahPer).map(([currency, uah_per]) => ({ currency, uah_per }))
  await withSystemTx(
    db,
    ({ sql }) => sql`
      insert into exchange_rates (day, currency, uah_per)
      select ${day}::date, r.currency, r.uah_per
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(currency text, uah_per float8)
      on conflict (day, currency) do update set uah_per = excluded.uah_per, fetched_at = now()`,
  )
}
