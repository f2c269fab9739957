import { notFound } from '@cartie/shared/errors'
import type { Variant } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readVariants } from './variant-row.ts'

/** The variants of a request, in the order in which they came, or those that were taken off it. Throws `not_found`. */
export async function listVariants(
  ctx: Context,
  requestId: string,
  { deleted }: { deleted?: boolean | undefined } = {},
): Promise<{ data: Variant[] }> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const known = await tx.sql`
      select from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${requestId}`
    if (!known.length) throw notFound('request')
    return { data: await readVariants(ctx, tx, { requestId, deleted }) }
  })
}
