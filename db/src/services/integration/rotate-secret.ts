import { AppError } from '@cartie/shared/errors'
import { secretTypes } from '@cartie/shared/integrations/registry'
import type { IntegrationWithSecret } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { secretPlace } from './integration-row.ts'
import { lockIntegration } from './lock.ts'
import { makeSecret } from './make-secret.ts'
import { readIntegration } from './read.ts'

/** So long both secrets sign, and the receiver may change over. */
const overlapHours = 24

/**
 * Makes a new secret and returns it, the only time that it is shown. For a day the one before signs as well; one that
 * was still signing from a rotation before ends at once. Throws `not_found`, and
 * `conflict` where there is no secret of ours.
 */
export async function rotateIntegrationSecret(
  ctx: Context,
  secrets: Secrets,
  id: string,
): Promise<IntegrationWithSecret> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    const { type } = await lockIntegration(ctx, tx, id)
    if (!secretTypes.includes(type)) throw new AppError('conflict', 'This integration has no secret of ours.')
    const secret = makeSecret(type)
    await tx.sql`
      update integrations set previous_cipher = secret_cipher,
        previous_until = now() + ${overlapHours} * interval '1 hour',
        secret_cipher = ${secrets.encrypt(secretPlace(ctx.workspaceId, id), secret)},
        version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    tx.record('integration.changed', { integrationId: id })
    return { ...(await readIntegration(ctx, tx, id)), secret }
  })
}
