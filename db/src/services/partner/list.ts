import { z } from 'zod'
import { AppError } from '@cartie/shared/errors'
import type { Partner, PartnerQuery } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { searchQuery } from '../../search-text.ts'
import { partnerColumns, toPartners, type PartnerRow } from './partner-row.ts'

const Cursor = z.tuple([z.string(), z.uuid()])

/**
 * One page of the partners by name, each with its scorecard; with `deleted`, the bin. A partner without makes deals
 * in any. Throws `invalid` for a foreign cursor.
 */
export async function listPartners(
  ctx: Context,
  { q, status, make, deleted, cursor, limit }: PartnerQuery,
): Promise<{ data: Partner[]; nextCursor: string | null }> {
  requirePermission(ctx, 'partners.read')
  const after = cursor === undefined ? null : readCursor(cursor)
  const words = q === undefined ? null : searchQuery(q)
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const rows = await sql<PartnerRow[]>`
      select ${partnerColumns(tx)} from partners p
      where p.workspace_id = ${ctx.workspaceId} and (p.deleted_at is not null) = ${deleted ?? false}
        ${words === null ? sql`` : sql`and p.search @@ ${words}::tsquery`}
        ${status === undefined ? sql`` : sql`and p.status = any (${status}::text[])`}
        ${make === undefined ? sql`` : sql`and (p.makes = '{}' or ${make} = any (p.makes))`}
        ${after === null ? sql`` : sql`and (p.name, p.id) > (${after[0]}, ${after[1]}::uuid)`}
      order by p.name, p.id limit ${limit + 1}`
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    return {
      data: await toPartners(ctx, tx, shown),
      nextCursor: rows.length > limit && last ? cursorAt(last) : null,
    }
  })
}

const cursorAt = ({ name, id }: PartnerRow) => Buffer.from(JSON.stringify([name, id])).toString('base64url')

function readCursor(cursor: string): [name: string, id: string] {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    const message = 'Take the cursor from the page before.'
    throw new AppError('invalid', 'This cursor does not belong to this list.', {
      errors: [{ pointer: '/query/cursor', code: 'cursor', message }],
    })
  }
}
