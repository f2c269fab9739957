import { AppError } from '@cartie/shared/errors'
import { integrationKind } from '@cartie/shared/integrations/registry'
import type { Integration, IntegrationPatch } from '@cartie/shared/schemas/integration'
import { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { storableJson } from '../../storable-json.ts'
import { openCredentials, sealConfig, withKeptSecrets } from './credentials.ts'
import { secretPlace, type IntegrationRow } from './integration-row.ts'
import { lockIntegration } from './lock.ts'
import { readIntegration } from './read.ts'

/**
 * Changes an integration; what waits for it goes where it leads then. Throws `not_found`, `conflict` for another version
 * than the editor saw, and `unprocessable` for a form or a secret that its type does not know.
 */
export async function updateIntegration(
  ctx: Context,
  secrets: Secrets,
  id: string,
  patch: IntegrationPatch,
): Promise<Integration> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    const row = await lockIntegration(ctx, tx, id, patch.version)
    const { eventsOf, secret } = integrationKind(row.type)
    const sealed = patch.config && (await sealedPatch(ctx, tx, secrets, row, patch.config))
    const { config, credentials } = sealed ?? { config: row.config, credentials: null }
    const events = eventsOf?.(config) ?? patch.events ?? row.events
    const given =
      patch.secret === undefined ? undefined : checked(secret?.schema ?? ours, patch.secret, 'secret')
    const cipher = given === undefined ? null : secrets.encrypt(secretPlace(ctx.workspaceId, id), given)
    await tx.sql`
      update integrations set name = ${patch.name ?? row.name}, events = ${events}::text[],
        config = ${storableJson(config)}::jsonb, secret_cipher = coalesce(${cipher}, secret_cipher),
        credentials_cipher = coalesce(${credentials}, credentials_cipher), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    tx.record('integration.changed', { integrationId: id })
    return readIntegration(ctx, tx, id)
  })
}

/** A changed form as it is kept; secrets that it leaves empty stay as they were. */
async function sealedPatch(
  ctx: Context,
  tx: Tx,
  secrets: Secrets,
  { id, type }: IntegrationRow,
  config: Integration['config'],
) {
  const [{ cipher }] = await tx.sql<[{ cipher: string | null }]>`
    select credentials_cipher as cipher from integrations where workspace_id = ${ctx.workspaceId} and id = ${id}`
  const of = { workspaceId: ctx.workspaceId, id, type }
  const whole = withKeptSecrets(type, config, openCredentials(secrets, of, cipher))
  return sealConfig(
    secrets,
    of,
    checked(integrationKind(type).config, whole, 'config') as Integration['config'],
  )
}

/** What signs is made by us, and changed by a rotation. */
const ours = z.never('This integration is given no secret')

function checked<T>(schema: z.ZodType<T>, value: unknown, field: string): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('unprocessable', 'Some fields of the form are wrong.', {
    errors: parsed.error.issues.map(({ path, code, message }) => ({
      pointer: ['', field, ...path].join('/'),
      code,
      message,
    })),
  })
}
