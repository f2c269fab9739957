import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Forgets a saved filter. Throws `not_found`. */
export async function deleteView(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'listings.write')
  const { count } = await withTx(
    ctx,
    (tx) => tx.sql`delete from saved_views where workspace_id = ${ctx.workspaceId} and id = ${id}`,
  )
  if (!count) throw notFound('view')
}
