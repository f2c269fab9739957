import { notFound } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { ParseItem, ParseItemQuery } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { toParseItem, type ParseItemRow } from './parse-row.ts'

/** What became of each link or text of a parse, in the order in which they were given. Throws `not_found`. */
export async function listParseItems(
  ctx: Context,
  parseId: string,
  query: ParseItemQuery,
  language: Language,
): Promise<{ data: ParseItem[]; nextCursor: string | null }> {
  requirePermission(ctx, 'parses.read')
  const after = query.cursor === undefined ? 0 : Number(decodeCursor(query.cursor, 1)[0])
  return withTx(ctx, async ({ sql }) => {
    const [parse] = await sql`select 1 from parses where id = ${parseId}`
    if (!parse) throw notFound('parse')
    const rows = await sql<ParseItemRow[]>`
      select id, seq, url, body, status, kind, reason, found, listings, listing_ids, review, attempts, duration_ms, finished_at
      from parse_items where parse_id = ${parseId} and seq > ${after}
      ${query.status ? sql`and status = ${query.status} and coalesce(review, 'accepted') = 'accepted'` : sql``}
      ${query.kind ? sql`and kind = ${query.kind}` : sql``}
      ${query.review ? sql`and review = ${query.review}` : sql``}
      order by seq limit ${query.limit + 1}`
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      data: page.map((row) => toParseItem(row, language)),
      nextCursor: rows.length > query.limit && last ? encodeCursor([last.seq]) : null,
    }
  })
}
