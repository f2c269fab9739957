import { ratesRefresh } from '@cartie/shared/jobs/rates-refresh'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A day's rates come once, in the afternoon of the day before; they are asked for often enough to be had by then. */
const freshHours = 6

/** Rings for the exchange rates where they were not fetched lately. Returns whether it rang. */
export async function wakeRates(db: Db): Promise<boolean> {
  const [row] = await withSystemTx(
    db,
    ({ sql }) => sql<[{ due: boolean }]>`
      select coalesce(max(fetched_at) < now() - ${freshHours} * interval '1 hour', true) as due from exchange_rates`,
  )
  if (row.due) await db.wakeAll([{ job: ratesRefresh, payload: {}, delayMs: 0 }])
  return row.due
}
