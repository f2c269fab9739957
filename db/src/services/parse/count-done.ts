import type { Tx } from '../../context.ts'
import { wakeVariantsOfParse } from '../variant/wake-readers.ts'
import type { Counted } from './counted-as.ts'

/**
 * Counts ended items into their parse and ends the parse with its last one. A parse that is still called queued, for
 * its row was held when it was claimed, has begun by that.
 * Locks the parse's row, so it comes last in a transaction. `more` are the cars that they held, and the new items
 * that search pages brought.
 */
export async function countDone(
  tx: Tx,
  parseId: string,
  outcomes: readonly Counted[],
  more: { cars?: number; items?: number } = {},
): Promise<void> {
  const { cars = 0, items: added = 0 } = more
  const each: Record<string, number> = {}
  for (const o of outcomes) each[o] = (each[o] ?? 0) + 1
  const [row] = await tx.sql<{ done: number; total: number; status: string; ended: boolean }[]>`
    update parses p set
      total = total + ${added}, done = done + ${outcomes.length}, cars = cars + ${cars},
      counts = (select coalesce(jsonb_object_agg(k, coalesce((p.counts ->> k)::int, 0) + coalesce((m.add ->> k)::int, 0)), '{}')
                from (select ${JSON.stringify(each)}::jsonb as add) m,
                     lateral (select jsonb_object_keys(p.counts || m.add) as k) keys),
      status = case when status not in ('queued', 'running') then status
        when done + ${outcomes.length} >= total + ${added} then 'done' else 'running' end,
      started_at = coalesce(started_at, now()),
      finished_at = case when status in ('queued', 'running') and done + ${outcomes.length} >= total + ${added} then now() else finished_at end
    where id = ${parseId}
    returning done, total, status, (status = 'done' and finished_at = now()) as ended`
  if (!row) return
  tx.record('parse.progressed', { parseId, done: row.done, total: row.total })
  if (!row.ended) return
  tx.record('parse.finished', { parseId, status: 'done' })
  await wakeVariantsOfParse(tx, parseId)
}
