import { withMargin } from '@cartie/shared/domain/margin'
import { toMinor } from '@cartie/shared/domain/money'
import { AppError } from '@cartie/shared/errors'
import type { Margin, ProposalItemInput } from '@cartie/shared/schemas/proposal'
import type { z } from 'zod'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { markGoneCars } from './mark-sold.ts'
import type { OfferedVariant } from './offered-variants.ts'

export type ItemInput = z.infer<typeof ProposalItemInput>

/** What is stored of an item besides the client's word. */
interface ItemColumns {
  variant_id: string
  position: number
  margin_minor: number | null
  margin_percent: number | null
  price_minor: number | null
  currency: string | null
  comment: string | null
  photos: string[]
}
type Stored = Omit<ItemColumns, 'position'>

/**
 * Writes the whole list of a proposal's cars in its order. A car that stays keeps the client's word and what is not
 * given of it; one that is not in the list is taken out, one that is sold says so. Throws `invalid` for a photo that
 * its variant does not have.
 */
export async function storeItems(
  ctx: Context,
  tx: Tx,
  proposalId: string,
  items: readonly ItemInput[],
  variants: readonly OfferedVariant[],
): Promise<void> {
  const before = await tx.sql<Stored[]>`
    select variant_id, margin_minor::float8, margin_percent, price_minor::float8, currency, comment, photos
    from proposal_items
    where workspace_id = ${ctx.workspaceId} and proposal_id = ${proposalId} and removed_at is null`
  const rows = items.map((item, n) => {
    const stored = before.find((row) => row.variant_id === item.variantId)
    return itemColumns(item, n, variants[n]!, stored)
  })
  await tx.sql`
    update proposal_items set removed_at = now()
    where workspace_id = ${ctx.workspaceId} and proposal_id = ${proposalId} and removed_at is null
      and not variant_id = any (${items.map((item) => item.variantId)}::uuid[])`
  await tx.sql`
    insert into proposal_items (workspace_id, proposal_id, variant_id, position, margin_minor, margin_percent,
      price_minor, currency, comment, photos)
    select ${ctx.workspaceId}, ${proposalId}, n.variant_id, n.position, n.margin_minor, n.margin_percent, n.price_minor,
      n.currency, n.comment, n.photos
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as n(variant_id uuid, position int, margin_minor bigint,
      margin_percent real, price_minor bigint, currency text, comment text, photos text[])
    on conflict (workspace_id, proposal_id, variant_id) do update set position = excluded.position,
      margin_minor = excluded.margin_minor, margin_percent = excluded.margin_percent,
      price_minor = excluded.price_minor, currency = excluded.currency, comment = excluded.comment,
      photos = excluded.photos, removed_at = null`
  await markGoneCars(ctx, tx, proposalId)
}

function itemColumns(
  item: ItemInput,
  position: number,
  variant: OfferedVariant,
  stored: Stored | undefined,
): ItemColumns {
  const strange = item.photos?.findIndex((photo) => !variant.photos.includes(photo)) ?? -1
  if (strange >= 0) {
    const message = 'Choose from the photos of the variant.'
    throw new AppError('invalid', message, {
      errors: [{ pointer: `/items/${position}/photos/${strange}`, code: 'unknown', message }],
    })
  }
  return {
    variant_id: item.variantId,
    position,
    ...priceOf(item, variant, stored),
    comment: item.comment === undefined ? (stored?.comment ?? null) : item.comment || null,
    photos: [...new Set(item.photos ?? stored?.photos ?? variant.photos)],
  }
}

/** A written price stands for itself; else the variant's price with the margin; else what was there. */
function priceOf({ price, margin }: ItemInput, variant: OfferedVariant, stored: Stored | undefined) {
  const none = { margin_minor: null, margin_percent: null, price_minor: null, currency: null }
  if (price) return { ...none, price_minor: toMinor(price.amount, price.currency), currency: price.currency }
  if (margin !== undefined && margin !== null) return withMarginOf(variant, margin)
  if (price === null) return none
  if (margin === undefined && stored) {
    const { margin_minor, margin_percent, price_minor, currency } = stored
    return { margin_minor, margin_percent, price_minor, currency }
  }
  return { ...none, price_minor: variant.priceMinor, currency: variant.currency }
}

function withMarginOf({ priceMinor, currency }: OfferedVariant, margin: Margin) {
  const money = 'percent' in margin || currency === null ? null : toMinor(margin.amount, currency)
  const percent = 'percent' in margin ? margin.percent : null
  const added = percent === null ? { amountMinor: money ?? 0 } : { percent }
  return {
    margin_minor: money,
    margin_percent: percent,
    price_minor: priceMinor === null || currency === null ? null : withMargin(priceMinor, currency, added),
    currency,
  }
}
