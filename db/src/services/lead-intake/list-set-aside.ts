import type { LeadIntake } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'

type IntakeRow = Omit<LeadIntake, 'createdAt'> & { created_at: string }

/** What came in and was set aside, the newest first, with the reason. Throws `invalid` for a foreign cursor. */
export async function listSetAside(
  ctx: Context,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ data: LeadIntake[]; nextCursor: string | null }> {
  requirePermission(ctx, 'leads.read')
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 2)
  const rows = await withTx(
    ctx,
    ({ sql }) => sql<IntakeRow[]>`
      select id, source, seq as row, given, coalesce(error, '') as error, attempts, created_at from lead_intakes
      where workspace_id = ${ctx.workspaceId} and status = 'set_aside'
      ${after ? sql`and (created_at, id) < (${String(after[0])}::timestamptz, ${String(after[1])}::uuid)` : sql``}
      order by created_at desc, id desc limit ${query.limit + 1}`,
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(({ created_at, ...row }) => ({ ...row, createdAt: new Date(created_at).toISOString() })),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.created_at, last.id]) : null,
  }
}
