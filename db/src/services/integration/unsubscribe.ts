import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { removeIntegration } from './remove.ts'

/** Ends a subscription that the other side made; what people made is none. Throws `not_found`. */
export async function unsubscribeHook(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'integrations.write')
  await withTx(ctx, async (tx) => {
    if (!(await removeIntegration(ctx, tx, id, 'ZAPIER'))) throw notFound('subscription')
  })
}
