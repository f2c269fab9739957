import type { SavedView } from '@cartie/shared/schemas/listing'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toSavedView, type ViewRow } from './view-row.ts'

/** The saved filters of the workspace, by name. */
export async function listViews(ctx: Context): Promise<{ data: z.infer<typeof SavedView>[] }> {
  requirePermission(ctx, 'listings.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<ViewRow[]>`
      select * from saved_views where workspace_id = ${ctx.workspaceId} order by name limit 500`,
  )
  return { data: rows.map(toSavedView) }
}
