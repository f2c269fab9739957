import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

export interface Quota {
  site: string
  limit: number
  used: number
  /** The head of an ISO date in UTC, such as `2026-11-24T10`. */
  window: string
}

/** What is used of each site's quota, for the sites that this workspace has asked; a window that is over counts as unused. */
export async function readQuota(ctx: Context, now: Date = new Date()): Promise<Quota[]> {
  requirePermission(ctx, 'sites.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<Quota[]>`
      select distinct on (site) site, allowed as limit, used, window_start as window
      from site_quota where workspace_id = ${ctx.workspaceId} order by site, window_start desc`,
  )
  return rows.map((row) => {
    const current = now.toISOString().slice(0, row.window.length)
    return row.window === current ? row : { ...row, used: 0, window: current }
  })
}
