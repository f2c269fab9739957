import { AppError, notFound } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'
import { integrationColumns, type IntegrationRow } from './integration-row.ts'

/**
 * An integration, held against other changes until the transaction ends. Throws `not_found`, and `conflict` for another
 * version than the editor saw.
 */
export async function lockIntegration(
  ctx: Context,
  tx: Tx,
  id: string,
  version?: number,
): Promise<IntegrationRow> {
  const [row] = await tx.sql<IntegrationRow[]>`
    select ${tx.sql(integrationColumns)} from integrations
    where workspace_id = ${ctx.workspaceId} and id = ${id} for no key update`
  if (!row) throw notFound('integration')
  if (version !== undefined && version !== row.version)
    throw new AppError('conflict', 'Somebody changed this integration in the meantime. Look at it again.')
  return row
}
