import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/**
 * Takes one request out of a site's quota and says whether there was one left. `window` is the start of an
 * hour, day or month in UTC as the head of an ISO date (`2026-11-24T10`, `2026-11-24`, `2026-11`). Commits
 * before the request is made, unless a transaction is open already.
 */
export async function spendQuota(
  ctx: Context,
  { site, window, limit }: { site: string; window: string; limit: number },
): Promise<boolean> {
  requirePermission(ctx, 'parses.write')
  if (limit < 1) return false
  const { count } = await withTx(
    ctx,
    (tx) => tx.sql`
      insert into site_quota as q (workspace_id, site, window_start, used, allowed)
      values (${ctx.workspaceId}, ${site}, ${window}, 1, ${limit})
      on conflict (workspace_id, site, window_start) do update
        set used = q.used + 1, allowed = excluded.allowed
        where q.used < excluded.allowed`,
  )
  return count > 0
}
