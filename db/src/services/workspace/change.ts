import { isDeepStrictEqual } from 'node:util'
import { notFound } from '@cartie/shared/errors'
import type { Workspace } from '@cartie/shared/schemas/workspace'
import type { Context, Tx } from '../../context.ts'
import { workspaceColumns } from './workspace-row.ts'

/** Writes what is given of the workspace and records what changed; returns the whole. Throws `not_found`. */
export async function changeWorkspace(ctx: Context, tx: Tx, patch: Partial<Workspace>): Promise<Workspace> {
  const before = await lockWorkspace(ctx, tx)
  const after: Workspace = {
    ...before,
    ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)),
  }
  await tx.sql`
    update workspaces set name = ${after.name}, accent = ${after.accent}, language = ${after.language},
      phone = ${after.phone}, logo = ${after.logo}, currency = ${after.currency},
      lead_window_days = ${after.leadWindowDays}, time_zone = ${after.timeZone},
      code_prefixes = ${JSON.stringify(after.codePrefixes)},
      working_hours = ${after.workingHours && JSON.stringify(after.workingHours)},
      two_factor_required = ${after.twoFactorRequired}
    where id = ${ctx.workspaceId}`
  tx.record('workspace.changed', { workspaceId: ctx.workspaceId, changes: changesOf(before, after) })
  return after
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
  const changed = fields.filter((field) => !isDeepStrictEqual(before[field], after[field]))
  return Object.fromEntries(changed.map((field) => [field, { from: before[field], to: after[field] }]))
}
