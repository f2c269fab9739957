import type { SiteProfile, SiteProfileInput } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { toSiteProfile, type ProfileRow } from './profile-row.ts'

/** Creates or replaces the reader of a host; `www.` is no host of its own. */
export async function saveProfile(ctx: Context, input: SiteProfileInput): Promise<SiteProfile> {
  requirePermission(ctx, 'sites.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<[ProfileRow]>`
      insert into site_profiles (workspace_id, host, name, rules, card)
      values (${ctx.workspaceId}, ${input.host.replace(/^www\./, '')}, ${input.name},
        ${storableJson(input.rules)}::jsonb, ${input.card ? storableJson(input.card) : null}::jsonb)
      on conflict (workspace_id, host) do update
        set name = excluded.name, rules = excluded.rules, card = excluded.card, updated_at = now()
      returning *`
    tx.record('site_profile.changed', { profileId: row.id })
    return toSiteProfile(row)
  })
}
