import type { Integration } from '@cartie/shared/schemas/integration'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readIntegration } from './read.ts'

/** One integration with its health. Throws `not_found`. */
export async function getIntegration(ctx: Context, id: string): Promise<Integration> {
  requirePermission(ctx, 'integrations.read')
  return withTx(ctx, (tx) => readIntegration(ctx, tx, id))
}
