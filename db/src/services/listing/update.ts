import type { CarFields } from '@cartie/shared/domain/car'
import { AppError, notFound } from '@cartie/shared/errors'
import type { CarListing, ListingPatch } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { queueMatching } from '../match/queue.ts'
import { markSoldItems } from '../proposal/mark-sold.ts'
import { iso, rowToListing } from './car-facts.ts'
import { addressOf } from './identity.ts'
import { rowFields } from './listing-row.ts'
import { editCar } from './edit-car.ts'
import { personFields } from './person-fields.ts'
import { unpackProvenance } from './provenance-column.ts'
import { recordPrices } from './record-prices.ts'
import { lockCars } from './save-statements.ts'
import { writeListing } from './write-listing.ts'

/**
 * Changes fields of a car as a person, and locks them; `unlock` gives fields back to the parser, which puts
 * what it last saw there in their place. Throws `not_found`; `conflict` for another version than the editor
 * saw and for an address that another listing has.
 */
export async function updateListing(ctx: Context, id: string, patch: ListingPatch): Promise<CarListing> {
  requirePermission(ctx, 'listings.write')
  return withTx(ctx, async (tx) => {
    const [row] = await lockCars(ctx, tx, [id])
    if (!row) throw notFound('car')
    const { version, unlock = [], ...input } = patch
    if (version !== undefined && version !== row.version) {
      throw new AppError('conflict', 'Somebody changed this car in the meantime. Look at it again.')
    }
    const before = rowFields(row)
    const seenAt = new Date().toISOString()
    const stored = {
      fields: before,
      provenance: unpackProvenance(row.provenance, before),
      lockedFields: row.locked_fields,
      conflicts: row.conflicts,
    }
    const given = personFields(input, await readDictionary(ctx, tx), before.make)
    const edited = editCar(stored, given, unlock, seenAt)
    const address = addressOf(input, row)
    const moved = address.sourceUrl !== row.source_url || address.sourceChatId !== row.source_chat_id
    const movedMessage = String(address.sourceMessageId) !== String(row.source_message_id)
    if (!edited.differs && !moved && !movedMessage) return rowToListing(row)
    const old = priceIn(before)
    const now = priceIn(edited.fields)
    const repriced = old?.priceMinor !== now?.priceMinor || old?.currency !== now?.currency
    const written = await writeListing(
      ctx,
      tx,
      {
        id,
        source: row.source,
        ...edited,
        ...address,
        previousPriceMinor: repriced && old ? old.priceMinor : numberOrNull(row.previous_price_minor),
        previousCurrency: repriced && old ? old.currency : row.previous_currency,
      },
      'update',
    )
    if (repriced && now) {
      await recordPrices(
        ctx,
        tx,
        [{ id, ...now, before: old && { ...old, since: iso(row.first_seen_at) } }],
        seenAt,
      )
    }
    tx.record('listing.changed', { listingIds: [id] })
    await markSoldItems(ctx, tx, [id])
    await queueMatching(ctx, tx, { listingIds: [id] })
    return rowToListing(written)
  })
}

const numberOrNull = (value: string | null) => (value === null ? null : Number(value))

const priceIn = ({ priceMinor, currency }: Partial<CarFields>) =>
  priceMinor === undefined || currency === undefined ? null : { priceMinor, currency }
