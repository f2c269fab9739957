import type { SiteProfile } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readProfiles } from './read-profiles.ts'

/** The readers made by hand for these hosts or for a domain above them, the most particular first. Throws `forbidden`. */
export async function findProfile(ctx: Context, hosts: readonly string[]): Promise<SiteProfile[]> {
  requirePermission(ctx, 'sites.read')
  return withTx(ctx, (tx) => readProfiles(ctx, tx, hosts))
}
