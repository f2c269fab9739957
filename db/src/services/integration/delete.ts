import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/**
 * Removes an integration with its secrets for good. What waits for it is given up; what was sent stays in the ledger.
 * Throws `not_found`.
 */
export async function deleteIntegration(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'integrations.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      delete from integrations where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!count) throw notFound('integration')
    await tx.sql`
      update deliveries set state = 'cancelled', ended_at = now()
      where workspace_id = ${ctx.workspaceId} and integration_id = ${id} and state in ('pending', 'held')`
    tx.record('integration.changed', { integrationId: id })
  })
}
