import { notFound } from '@cartie/shared/errors'
import type { Variant } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readVariants } from './variant-row.ts'

/** One variant, also one that was taken off its request. Throws `not_found`. */
export async function getVariant(ctx: Context, id: string): Promise<Variant> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    const [variant] = await readVariants(ctx, tx, { ids: [id] })
    if (!variant) throw notFound('variant')
    return variant
  })
}
