import { notFound } from '@cartie/shared/errors'
import type { Workspace, WorkspacePatch } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Changes what is given of the workspace's name, colour, language, lead window and time zone, and returns the whole. */
export function updateWorkspace(ctx: Context, patch: WorkspacePatch): Promise<Workspace> {
  requirePermission(ctx, 'workspace.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<Workspace[]>`
      update workspaces set
        name = coalesce(${patch.name ?? null}, name),
        accent = coalesce(${patch.accent ?? null}, accent),
        language = coalesce(${patch.language ?? null}, language),
        lead_window_days = coalesce(${patch.leadWindowDays ?? null}, lead_window_days),
        time_zone = coalesce(${patch.timeZone ?? null}, time_zone)
      where id = ${ctx.workspaceId}
      returning id, slug, name, accent, language, lead_window_days as "leadWindowDays", time_zone as "timeZone"`
    if (!row) throw notFound('workspace')
    tx.record('workspace.changed', { workspaceId: ctx.workspaceId })
    return row
  })
}
