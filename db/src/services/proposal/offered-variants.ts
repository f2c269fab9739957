import { AppError } from '@cartie/shared/errors'
import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Context, Tx } from '../../context.ts'

/** A variant as a proposal takes it. */
export interface OfferedVariant {
  id: string
  status: VariantStatus
  priceMinor: number | null
  currency: string | null
  photos: string[]
}

const refusal = (pointer: string, code: string, message: string) =>
  new AppError('invalid', message, { errors: [{ pointer, code, message }] })

/**
 * The variants that a client may be shown, in the asked order: of this request, not rejected, not taken off it. Throws
 * `invalid` for any other, and for one that is named twice.
 * @param pointerTo where in the input the n-th stands
 */
export async function offeredVariants(
  ctx: Context,
  tx: Tx,
  input: { requestId: string; variantIds: readonly string[]; pointerTo: (n: number) => string },
): Promise<OfferedVariant[]> {
  const { requestId, variantIds, pointerTo } = input
  const rows = await tx.sql<OfferedVariant[]>`
    select id, status, price_minor::float8 as "priceMinor", currency, photos from request_variants
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} and id = any (${[...variantIds]}::uuid[])
      and deleted_at is null`
  const known = new Map(rows.map((row) => [row.id, row]))
  return variantIds.map((id, n) => {
    const variant = known.get(id)
    if (!variant) throw refusal(pointerTo(n), 'unknown', 'This request has no such variant.')
    if (variant.status === 'REJECTED')
      throw refusal(pointerTo(n), 'rejected', 'This variant was rejected. Approve it first, or leave it out.')
    if (variantIds.indexOf(id) !== n) throw refusal(pointerTo(n), 'twice', 'This variant is there already.')
    return variant
  })
}
