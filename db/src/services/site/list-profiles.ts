import type { SiteProfile } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toSiteProfile, type ProfileRow } from './profile-row.ts'

/** The readers that this workspace made by hand, by host. */
export async function listProfiles(ctx: Context): Promise<{ data: SiteProfile[] }> {
  requirePermission(ctx, 'sites.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<ProfileRow[]>`
      select * from site_profiles where workspace_id = ${ctx.workspaceId} order by host limit 1000`,
  )
  return { data: rows.map(toSiteProfile) }
}
