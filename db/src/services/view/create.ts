import { AppError } from '@cartie/shared/errors'
import type { SavedView, SavedViewInput } from '@cartie/shared/schemas/listing'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toSavedView, type ViewRow } from './view-row.ts'

/** Saves a filter under a name. Throws `conflict` where the workspace has the name already. */
export async function createView(
  ctx: Context,
  input: z.infer<typeof SavedViewInput>,
): Promise<z.infer<typeof SavedView>> {
  requirePermission(ctx, 'listings.write')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<ViewRow[]>`
      insert into saved_views (workspace_id, name, query)
      values (${ctx.workspaceId}, ${input.name}, ${input.query.replaceAll('\0', '').toWellFormed()})
      on conflict (workspace_id, name) do nothing returning *`,
  )
  if (row) return toSavedView(row)
  throw new AppError('conflict', 'There is a view of this name already. Choose another name.', {
    errors: [{ pointer: '/name', code: 'taken', message: 'Choose another name.' }],
  })
}
