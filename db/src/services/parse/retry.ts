import { notFound } from '@cartie/shared/errors'
import { itemsPerClaim, lanesPerParse, parseAdvance } from '@cartie/shared/jobs/parse-advance'
import type { Parse } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toParse, type ParseRow } from './parse-row.ts'

/** Tries again what failed, met a wall or was cancelled; wrong addresses stay as they are. Throws `not_found`. */
export async function retryParse(ctx: Context, id: string): Promise<Parse> {
  requirePermission(ctx, 'parses.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<ParseRow[]>`select * from parses where id = ${id} for update`
    if (!row) throw notFound('parse')
    const again = await tx.sql<{ status: 'failed' | 'wall' | 'cancelled' }[]>`
      with old as (
        select id, status from parse_items
        where parse_id = ${id} and status in ('failed', 'wall', 'cancelled') and reason is distinct from 'invalid_url')
      update parse_items i set status = 'queued', reason = null, attempts = 0, run_at = now(), finished_at = null
      from old where i.id = old.id returning old.status`
    if (!again.length) return toParse(row)
    const counts = { ...row.counts }
    const counted = again.filter((a) => a.status !== 'cancelled')
    for (const { status } of counted)
      counts[status as 'failed' | 'wall'] = (counts[status as 'failed' | 'wall'] ?? 0) - 1
    const [open] = await tx.sql<[ParseRow]>`
      update parses set status = 'running', finished_at = null, done = done - ${counted.length}, started_at = coalesce(started_at, now()),
        counts = ${JSON.stringify(counts)}::jsonb where id = ${id} returning *`
    tx.record('parse.started', { parseId: id, total: open.total })
    tx.wake(
      parseAdvance,
      { workspaceId: ctx.workspaceId, parseId: id },
      {
        times: Math.min(lanesPerParse, Math.ceil(again.length / itemsPerClaim)),
      },
    )
    return toParse(open)
  })
}
