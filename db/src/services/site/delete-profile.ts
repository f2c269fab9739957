import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Removes a reader made by hand. Throws `not_found`. */
export async function deleteProfile(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'sites.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      delete from site_profiles where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!count) throw notFound('reader')
    tx.record('site_profile.changed', { profileId: id })
  })
}
