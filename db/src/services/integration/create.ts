import { AppError } from '@cartie/shared/errors'
import { hookTypes } from '@cartie/shared/integrations/registry'
import type { Integration, IntegrationCreated } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { storableJson } from '../../storable-json.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { integrationColumns, secretPlace, toIntegration, type IntegrationRow } from './integration-row.ts'
import { makeSecret } from './make-secret.ts'

/** Each is asked about with every event. */
const maxIntegrations = 100

/**
 * Adds an integration, which is told of events from now on, and returns it with its secret, the only time that it is
 * shown. Throws `conflict` where the workspace has 100.
 */
export async function createIntegration(
  ctx: Context,
  secrets: Secrets,
  input: Pick<Integration, 'type' | 'name' | 'config' | 'events'>,
): Promise<IntegrationCreated> {
  requirePermission(ctx, 'integrations.write')
  const id = uuidV7()
  const secret = makeSecret()
  const createdBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  return withTx(ctx, async (tx) => {
    const [known] = await tx.sql<[{ count: number }]>`
      select count(*)::int as count from integrations where workspace_id = ${ctx.workspaceId}`
    if (known.count >= maxIntegrations)
      throw new AppError('conflict', `A workspace has at most ${maxIntegrations} integrations. Remove one.`)
    const [row] = await tx.sql<[IntegrationRow]>`
      insert into integrations (id, workspace_id, type, name, config, events, secret_cipher, created_by)
      values (${id}, ${ctx.workspaceId}, ${input.type}, ${input.name}, ${storableJson(input.config)}::jsonb,
              ${input.events}::text[], ${secrets.encrypt(secretPlace(ctx.workspaceId, id), secret)}, ${createdBy})
      returning ${tx.sql(integrationColumns)}`
    tx.record('integration.changed', { integrationId: id })
    return { ...toIntegration(row), secret: hookTypes.includes(input.type) ? secret : null }
  })
}
