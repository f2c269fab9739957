import type { SiteProfile } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toSiteProfile, type ProfileRow } from './profile-row.ts'

/** A host and the domains that it belongs to: `a.b.example` gives itself, `b.example` and `example`. */
const domainsOf = (host: string): string[] => host.split('.').map((_, i, parts) => parts.slice(i).join('.'))

/** The readers made by hand for these hosts or for a domain above them, the most particular first. */
export async function findProfile(ctx: Context, hosts: readonly string[]): Promise<SiteProfile[]> {
  requirePermission(ctx, 'sites.read')
  const names = [...new Set(hosts.flatMap((host) => domainsOf(host.toLowerCase())))]
  if (!names.length) return []
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<ProfileRow[]>`
      select * from site_profiles where workspace_id = ${ctx.workspaceId} and host = any (${names}::text[])
      order by length(host) desc, host`,
  )
  return rows.map(toSiteProfile)
}
