import { sourceOf } from '@cartie/shared/domain/canonical-url'
import { AppError, notFound } from '@cartie/shared/errors'
import type { Variant, VariantCreate } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { listingColumns, type ListingRow } from '../listing/listing-row.ts'
import { startParse } from '../parse/start.ts'
import { addVariant, type NewVariant } from './add.ts'
import { factsOfText } from './facts-of-text.ts'
import { requirePartner } from './require-partner.ts'
import { factsOfInput, factsOfListing } from './variant-facts.ts'
import { readVariants } from './variant-row.ts'

const mostPhotos = 20

/**
 * Adds a variant by hand or from a script: by facts, by a text that is understood, from the inventory, or by a link
 * that is read in the background. What is given as a fact goes before what a text or an advert says. Throws
 * `not_found` for the request or the car, `invalid` for a partner who is none, and `conflict` as `addVariant` does.
 */
export async function createVariant(
  ctx: Context,
  requestId: string,
  { text, listingId, ...input }: VariantCreate,
): Promise<Variant> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    await requirePartner(ctx, tx, input.partnerId ?? null)
    const stock = listingId === undefined ? undefined : await fromStock(ctx, tx, listingId)
    const said = text === undefined ? undefined : factsOfText(text, await readDictionary(ctx, tx))
    const reads = input.url && !stock
    const facts = { ...stock?.facts, ...said, ...factsOfInput(input) }
    const given: NewVariant = {
      ...facts,
      title: facts.title ?? (input.url ? sourceOf(input.url) : '—'),
      source: stock ? 'stock' : ctx.actor.kind === 'apiKey' ? 'api' : reads ? 'link' : 'manual',
      partnerId: input.partnerId ?? null,
      listingId: listingId ?? null,
      photos: input.photos ?? stock?.photos ?? [],
      ...(reads ? { parseId: await readLink(ctx, tx, input.url!) } : {}),
    }
    const { id } = await addVariant(ctx, tx, requestId, given)
    const [variant] = await readVariants(ctx, tx, { ids: [id] })
    return variant!
  })
}

async function fromStock(ctx: Context, tx: Tx, listingId: string) {
  const [row] = await tx.sql.unsafe<ListingRow[]>(
    `select ${listingColumns.join(', ')} from car_listings where workspace_id = $1 and id = $2 and deleted_at is null`,
    [ctx.workspaceId, listingId],
    { prepare: true },
  )
  if (!row) throw notFound('car')
  return { facts: factsOfListing(row), photos: [...new Set(row.images)].slice(0, mostPhotos) }
}

/** Whoever may add a variant may have its link read: it is the house that reads it. */
async function readLink(ctx: Context, tx: Tx, url: string): Promise<string> {
  const house = { ...ctx, tx, actor: { ...ctx.actor, role: 'OWNER' as const } }
  const parse = await startParse(house, {
    urls: [url],
    expand: false,
    maxPages: 1,
    autoSave: true,
    dryRun: false,
  })
  if ('dryRun' in parse) throw new AppError('internal', 'The link was not taken for reading.')
  return parse.id
}
