import type { CarListing } from '@cartie/shared/schemas/listing'
import type { ParseItem } from '@cartie/shared/schemas/parse'

const never = '1970-01-01T00:00:00.000Z'
const noId = '00000000-0000-0000-0000-000000000000'

/** A car that was read as one of the inventory, for the parts that show both. What only the inventory knows is empty. */
export const asListing = (car: ParseItem['listings'][number]): CarListing => ({
  ...car,
  id: car.id ?? noId,
  version: 0,
  firstSeenAt: never,
  lastSeenAt: never,
  deletedAt: null,
  previousPrice: null,
  lockedFields: [],
  conflicts: {},
  sample: false,
})
