import type { Language } from '@cartie/shared/schemas/common'
import { CarFacts, type ListingInput } from '@cartie/shared/schemas/listing'
import type { ParseItem } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toExtractedCar } from '../listing/extracted-car.ts'
import { saveCars } from '../listing/save-cars.ts'
import { updateListing } from '../listing/update.ts'
import { lockItem } from './lock-item.ts'
import { moveCount } from './move-count.ts'
import { toParseItem, type ParseItemRow } from './parse-row.ts'
import { packFacts, unpackFacts } from './stored-facts.ts'

/**
 * Takes a held result into the inventory. `edits` (by position) are values of a person: saved, and locked.
 * Throws `not_found`, and `conflict` where nothing is held.
 */
export async function saveParseItem(
  ctx: Context,
  input: { parseId: string; itemId: string; edits?: ListingInput[] | undefined },
  language: Language,
): Promise<ParseItem> {
  requirePermission(ctx, 'parses.write')
  return withTx(ctx, async (tx) => {
    const item = await lockItem(tx, input, 'pending')
    const cars = item.listings.map((facts) => toExtractedCar(unpackFacts(facts)))
    const saved = await saveCars(ctx, tx, {
      cars,
      parseId: input.parseId,
      sample: false,
      seenAt: new Date().toISOString(),
    })
    const listings = [...item.listings]
    for (const [i, edit] of (input.edits ?? []).entries()) {
      const listing = saved[i]
      if (!listing || !Object.keys(edit).length) continue
      listings[i] = packFacts(CarFacts.parse(await updateListing({ ...ctx, tx }, listing.listingId, edit)))
    }
    const status =
      (['saved', 'changed', 'unchanged'] as const).find((o) => saved.some((s) => s.outcome === o)) ??
      'duplicate'
    const [row] = await tx.sql<[ParseItemRow]>`
      update parse_items set review = 'accepted', status = ${status}, listings = ${JSON.stringify(listings)}::jsonb,
        reason = ${status === 'duplicate' ? 'same_car' : null},
        listing_ids = (select array_agg(v::uuid) from jsonb_array_elements_text(${JSON.stringify(saved.map((s) => s.listingId))}::jsonb) v)
      where id = ${input.itemId} returning *`
    await moveCount(tx, input.parseId, item, row)
    return toParseItem(row, language)
  })
}
