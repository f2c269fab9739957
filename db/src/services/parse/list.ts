import type { Parse, ParseQuery } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { toParse, type ParseRow } from './parse-row.ts'

/** The history of parses, newest first. */
export async function listParses(
  ctx: Context,
  query: ParseQuery,
): Promise<{ data: Parse[]; nextCursor: string | null }> {
  requirePermission(ctx, 'parses.read')
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<ParseRow[]>`
    select * from parses where workspace_id = ${ctx.workspaceId}
    ${after ? tx.sql`and (created_at, id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)` : tx.sql``}
    ${query.sample === undefined ? tx.sql`` : tx.sql`and sample = ${query.sample}`}
    order by created_at desc, id desc limit ${query.limit + 1}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map((row) => toParse(row)),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.created_at, last.id]) : null,
  }
}
