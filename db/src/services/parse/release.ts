import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'

/**
 * Gives claimed items back, each due again after `afterMs`.
 * `spent` says whether the claim counts as a try. A stale fence changes nothing.
 */
export async function releaseItems(
  ctx: Context,
  items: readonly { id: string; fence: number; afterMs: number; spent: boolean }[],
): Promise<void> {
  if (!items.length) return
  await withTx(
    ctx,
    (tx) => tx.sql`
    update parse_items i set status = 'queued', lease_until = null,
      attempts = case when r.spent then attempts else attempts - 1 end,
      run_at = now() + r.after_ms * interval '1 ms'
    from jsonb_to_recordset(${JSON.stringify(items.map((i) => ({ id: i.id, fence: i.fence, after_ms: Math.round(i.afterMs), spent: i.spent })))}::jsonb)
      as r(id uuid, fence bigint, after_ms int, spent boolean)
    where i.id = r.id and i.fence = r.fence and i.status = 'running'`,
  )
}

/** Prolongs the lease of items that are still being worked on. */
export async function holdItems(
  ctx: Context,
  items: readonly { id: string; fence: number }[],
  leaseMs: number,
): Promise<void> {
  if (!items.length) return
  await withTx(
    ctx,
    (tx) => tx.sql`
    update parse_items i set lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
    from jsonb_to_recordset(${JSON.stringify(items.map(({ id, fence }) => ({ id, fence })))}::jsonb) as r(id uuid, fence bigint)
    where i.id = r.id and i.fence = r.fence and i.status = 'running'`,
  )
}
