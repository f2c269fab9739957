import { notFound } from '@cartie/shared/errors'
import type { Parse } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toParse, type ParseRow } from './parse-row.ts'

/** Stops a parse: what waits is cancelled, what is being read ends, what was saved stays. Throws `not_found`. */
export async function cancelParse(ctx: Context, id: string): Promise<Parse> {
  requirePermission(ctx, 'parses.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<ParseRow[]>`select * from parses where id = ${id} for update`
    if (!row) throw notFound('parse')
    if (row.status !== 'queued' && row.status !== 'running') return toParse(row)
    await tx.sql`update parse_items set status = 'cancelled', finished_at = now() where parse_id = ${id} and status = 'queued'`
    const [cancelled] = await tx.sql<[ParseRow]>`
      update parses set status = 'cancelled', finished_at = now() where id = ${id} returning *`
    tx.record('parse.finished', { parseId: id, status: 'cancelled' })
    return toParse(cancelled)
  })
}
