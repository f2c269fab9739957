import type { Integration } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { integrationColumns, toIntegration, type IntegrationRow } from './integration-row.ts'

/** The integrations of the workspace, oldest first. */
export async function listIntegrations(ctx: Context): Promise<{ data: Integration[] }> {
  requirePermission(ctx, 'integrations.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<IntegrationRow[]>`
      select ${tx.sql(integrationColumns)} from integrations
      where workspace_id = ${ctx.workspaceId} order by created_at, id`,
  )
  return { data: rows.map(toIntegration) }
}
