import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { removeIntegration } from './remove.ts'

/** Removes an integration for good; what waits for it is given up. Throws `not_found`. */
export async function deleteIntegration(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'integrations.write')
  await withTx(ctx, async (tx) => {
    if (!(await removeIntegration(ctx, tx, id))) throw notFound('integration')
  })
}
