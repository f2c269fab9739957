import { notFound } from '@cartie/shared/errors'
import type { Workspace } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { workspaceColumns } from './workspace-row.ts'

/** The workspace of the context. */
export function getWorkspace(ctx: Context): Promise<Workspace> {
  requirePermission(ctx, 'workspace.read')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Workspace[]>`
      select ${tx.sql.unsafe(workspaceColumns)}
      from workspaces w where w.id = ${ctx.workspaceId}`
    if (!row) throw notFound('workspace')
    return row
  })
}
