import type { SiteProfile } from '@cartie/shared/schemas/site'
import type { Context, Tx } from '../../context.ts'
import { toSiteProfile, type ProfileRow } from './profile-row.ts'

/** A host and the domains that it belongs to: `a.b.example` gives itself, `b.example` and `example`. */
const domainsOf = (host: string): string[] => host.split('.').map((_, i, parts) => parts.slice(i).join('.'))

/** The readers made by hand for these hosts or for a domain above them, the most particular first. */
export async function readProfiles(ctx: Context, tx: Tx, hosts: readonly string[]): Promise<SiteProfile[]> {
  const names = [...new Set(hosts.flatMap((host) => domainsOf(host.toLowerCase())))]
  if (!names.length) return []
  const rows = await tx.sql<ProfileRow[]>`
    select * from site_profiles where workspace_id = ${ctx.workspaceId} and host = any (${names}::text[])
    order by length(host) desc, host`
  return rows.map(toSiteProfile)
}
