import { builtIn } from '@cartie/shared/domain/dictionary'
import { canonicalMake } from '@cartie/shared/domain/makes'
import type { Partner, PartnerQuery } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { searchQuery } from '../../search-text.ts'
import { readDictionary } from '../dictionary/read.ts'
import { partnerColumns, toPartners, type PartnerRow } from './partner-row.ts'

/**
 * One page of the partners by name, each with its scorecard; with `deleted`, the bin. A partner without makes deals
 * in any. Throws `invalid` for a foreign cursor.
 */
export async function listPartners(
  ctx: Context,
  { q, status, make, deleted, cursor, limit }: PartnerQuery,
): Promise<{ data: Partner[]; nextCursor: string | null }> {
  requirePermission(ctx, 'partners.read')
  const [name, id] = cursor === undefined ? [] : decodeCursor(cursor, 2).map(String)
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const reads = q !== undefined || make !== undefined
    const dictionary = reads ? await readDictionary(ctx, tx) : builtIn
    const words = q === undefined ? null : searchQuery(q, dictionary)
    const rows = await sql<PartnerRow[]>`
      select ${partnerColumns(tx)} from partners p
      where p.workspace_id = ${ctx.workspaceId} and (p.deleted_at is not null) = ${deleted ?? false}
        ${words === null ? sql`` : sql`and p.search @@ ${words}::tsquery`}
        ${status === undefined ? sql`` : sql`and p.status = any (${status}::text[])`}
        ${make === undefined ? sql`` : sql`and (p.makes = '{}' or ${canonicalMake(make, dictionary)} = any (p.makes))`}
        ${name === undefined || id === undefined ? sql`` : sql`and (p.name, p.id) > (${name}, ${id}::uuid)`}
      order by p.name, p.id limit ${limit + 1}`
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      data: await toPartners(ctx, tx, shown),
      nextCursor: rows.length > limit && last ? encodeCursor([last.name, last.id]) : null,
    }
  })
}
