import type { Context, Tx } from '../../context.ts'

/**
 * Removes an integration with its secrets for good and gives up what waits for it; what was sent stays in the ledger.
 * False where there is none, or none of the type.
 */
export async function removeIntegration(ctx: Context, tx: Tx, id: string, type?: string): Promise<boolean> {
  const { count } = await tx.sql`
    delete from integrations where workspace_id = ${ctx.workspaceId} and id = ${id}
      and type = coalesce(${type ?? null}::text, type)`
  if (!count) return false
  await tx.sql`
    update deliveries set state = 'cancelled', ended_at = now()
    where workspace_id = ${ctx.workspaceId} and integration_id = ${id} and state in ('pending', 'held')`
  tx.record('integration.changed', { integrationId: id })
  return true
}
