import type { Integration } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { lockIntegration } from './lock.ts'
import { readIntegration } from './read.ts'
import { setStatus } from './set-status.ts'

/** Sends what an integration kept while it was paused or disabled, and goes on. Throws `not_found`. */
export async function resumeIntegration(ctx: Context, id: string): Promise<Integration> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    const { status } = await lockIntegration(ctx, tx, id)
    if (status !== 'active') {
      await setStatus(ctx, tx, id, 'active')
      tx.record('integration.changed', { integrationId: id })
    }
    return readIntegration(ctx, tx, id)
  })
}
