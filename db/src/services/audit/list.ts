import type { AuditEntry, AuditQuery } from '@cartie/shared/schemas/audit'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { nameDeeds } from './name-deeds.ts'
import { readDeeds } from './read-page.ts'

/** Who did what in the workspace, newest first. Throws `invalid` for a foreign cursor. */
export async function listAudit(
  ctx: Context,
  { cursor, limit, ...filter }: AuditQuery,
): Promise<{ data: AuditEntry[]; nextCursor: string | null }> {
  requirePermission(ctx, 'audit.read')
  const { rows, nextCursor } = await withTx(ctx, (tx) => readDeeds(ctx, tx, filter, { cursor, limit }))
  return { data: await nameDeeds(ctx, rows), nextCursor }
}
