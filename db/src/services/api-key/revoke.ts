import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Ends a key; ending it again changes nothing. Throws `not_found` for a key of nobody or of others. */
export function revokeApiKey(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'apiKeys.manage')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<{ revoked_at: string | null }[]>`
      select revoked_at from api_keys where workspace_id = ${ctx.workspaceId} and id = ${id} for update`
    if (!row) throw notFound('key')
    if (row.revoked_at) return
    await tx.sql`update api_keys set revoked_at = now() where workspace_id = ${ctx.workspaceId} and id = ${id}`
    tx.record('api_key.revoked', { apiKeyId: id })
  })
}
