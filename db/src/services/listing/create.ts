import type { CarField, CarFields } from '@cartie/shared/domain/car'
import type { CarListing, ListingCreate } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { readDictionary } from '../dictionary/read.ts'
import { queueMatching } from '../match/queue.ts'
import { rowToListing } from './car-facts.ts'
import { addressOf } from './identity.ts'
import { personFields, typedBy } from './person-fields.ts'
import { writeListing } from './write-listing.ts'

/**
 * Adds a car by hand (source `manual`); what was given is locked against later parses of the same address.
 * Throws `conflict` where another listing has the address or message, also one in the bin.
 */
export async function createListing(ctx: Context, input: ListingCreate): Promise<CarListing> {
  requirePermission(ctx, 'listings.write')
  const seenAt = new Date().toISOString()
  return withTx(ctx, async (tx) => {
    const fields = personFields(input, await readDictionary(ctx, tx))
    const given = Object.entries(fields).filter(([, value]) => value !== null)
    const listing = {
      id: uuidV7(),
      source: 'manual',
      fields: Object.fromEntries(given) as Partial<CarFields>,
      provenance: Object.fromEntries(given.map(([field, value]) => [field, typedBy(value, seenAt)])),
      lockedFields: given.map(([field]) => field as CarField),
      conflicts: {},
      ...addressOf(input),
      previousPriceMinor: null,
      previousCurrency: null,
    }
    const row = await writeListing(ctx, tx, listing, 'insert')
    tx.record('listing.created', { listingIds: [row.id] })
    await queueMatching(ctx, tx, { listingIds: [row.id] })
    return rowToListing(row)
  })
}
