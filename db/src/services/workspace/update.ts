import { notFound } from '@cartie/shared/errors'
import type { Workspace, WorkspacePatch } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { workspaceColumns } from './workspace-row.ts'

/** Changes what is given of the workspace's name, colour, language, phone, lead window and time zone, and returns the whole. */
export function updateWorkspace(ctx: Context, patch: WorkspacePatch): Promise<Workspace> {
  requirePermission(ctx, 'workspace.write')
  return withTx(ctx, async (tx) => {
    const before = await lockWorkspace(ctx, tx)
    const after: Workspace = {
      ...before,
      ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
    }
    await tx.sql`
      update workspaces set name = ${after.name}, accent = ${after.accent}, language = ${after.language},
        phone = ${after.phone},
        lead_window_days = ${after.leadWindowDays}, time_zone = ${after.timeZone}
      where id = ${ctx.workspaceId}`
    tx.record('workspace.changed', { workspaceId: ctx.workspaceId, changes: changesOf(before, after) })
    return after
  })
}

async function lockWorkspace(ctx: Context, { sql }: Tx): Promise<Workspace> {
  const [row] = await sql<Workspace[]>`
    select ${sql.unsafe(workspaceColumns)}
    from workspaces w where w.id = ${ctx.workspaceId} for no key update`
  if (!row) throw notFound('workspace')
  return row
}

function changesOf(before: Workspace, after: Workspace): Record<string, { from: unknown; to: unknown }> {
  const fields = Object.keys(before) as (keyof Workspace)[]
  const changed = fields.filter((field) => before[field] !== after[field])
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]))
}
