import { notFound } from '@cartie/shared/errors'
import type { Integration } from '@cartie/shared/schemas/integration'
import type { Context, Tx } from '../../context.ts'
import { integrationColumns, toIntegration, type IntegrationRow } from './integration-row.ts'

/** One integration. Throws `not_found`. */
export async function readIntegration(ctx: Context, tx: Tx, id: string): Promise<Integration> {
  const [row] = await tx.sql<IntegrationRow[]>`
    select ${tx.sql(integrationColumns)} from integrations where workspace_id = ${ctx.workspaceId} and id = ${id}`
  if (!row) throw notFound('integration')
  return toIntegration(row)
}
