import { AppError } from '@cartie/shared/errors'
import { integrationKind, type IntegrationType } from '@cartie/shared/integrations/registry'
import type { Integration, IntegrationPatch } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { lockIntegration } from './lock.ts'
import { readIntegration } from './read.ts'

/**
 * Changes an integration; what waits for it goes where it leads then. Throws `not_found`, `conflict` for another version
 * than the editor saw, and `unprocessable` for a form that its type does not know.
 */
export async function updateIntegration(
  ctx: Context,
  id: string,
  patch: IntegrationPatch,
): Promise<Integration> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    const row = await lockIntegration(ctx, tx, id, patch.version)
    const config = patch.config === undefined ? row.config : checkedConfig(row.type, patch.config)
    await tx.sql`
      update integrations set name = ${patch.name ?? row.name}, events = ${patch.events ?? row.events}::text[],
        config = ${storableJson(config)}::jsonb, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    tx.record('integration.changed', { integrationId: id })
    return readIntegration(ctx, tx, id)
  })
}

function checkedConfig(type: IntegrationType, config: IntegrationPatch['config']): unknown {
  const parsed = integrationKind(type).config.safeParse(config)
  if (parsed.success) return parsed.data
  throw new AppError('unprocessable', 'Some fields of the form are wrong.', {
    errors: parsed.error.issues.map(({ path, code, message }) => ({
      pointer: `/config/${path.join('/')}`,
      code: code,
      message,
    })),
  })
}
