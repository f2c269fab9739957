import { AppError } from '@cartie/shared/errors'
import { integrationKind, secretTypes } from '@cartie/shared/integrations/registry'
import type { Integration, IntegrationCreated } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { storableJson } from '../../storable-json.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { sealConfig } from './credentials.ts'
import { integrationColumns, secretPlace, toIntegration, type IntegrationRow } from './integration-row.ts'
import { makeSecret } from './make-secret.ts'

/** Each is asked about with every event. */
const maxIntegrations = 100

/**
 * Adds an integration, which is told of events from now on, and returns it with its secret, the only time that it is
 * shown; one that the other side gave is kept in place of our own, and never shown. Throws `conflict` where the workspace
 * has 100.
 */
export async function createIntegration(
  ctx: Context,
  secrets: Secrets,
  input: Pick<Integration, 'type' | 'name' | 'config'> & {
    events?: Integration['events']
    secret?: string
  },
): Promise<IntegrationCreated> {
  requirePermission(ctx, 'integrations.write')
  const id = uuidV7()
  const secret = input.secret ?? makeSecret(input.type)
  const { config, credentials } = sealConfig(secrets, { ...ctx, id, type: input.type }, input.config)
  const events = integrationKind(input.type).eventsOf?.(input.config) ?? input.events ?? []
  const createdBy = ctx.actor.kind === 'user' ? ctx.actor.id : null
  return withTx(ctx, async (tx) => {
    const [known] = await tx.sql<[{ count: number }]>`
      select count(*)::int as count from integrations where workspace_id = ${ctx.workspaceId}`
    if (known.count >= maxIntegrations)
      throw new AppError('conflict', `A workspace has at most ${maxIntegrations} integrations. Remove one.`)
    const [row] = await tx.sql<[IntegrationRow]>`
      insert into integrations (id, workspace_id, type, name, config, credentials_cipher, events,
        secret_cipher, created_by)
      values (${id}, ${ctx.workspaceId}, ${input.type}, ${input.name}, ${storableJson(config)}::jsonb,
              ${credentials}, ${events}::text[], ${secrets.encrypt(secretPlace(ctx.workspaceId, id), secret)}, ${createdBy})
      returning ${tx.sql(integrationColumns)}`
    tx.record('integration.changed', { integrationId: id })
    return { ...toIntegration(row), secret: secretTypes.includes(input.type) ? secret : null }
  })
}
