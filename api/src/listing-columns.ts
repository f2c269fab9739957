import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { CarListing } from '@cartie/shared/schemas/listing'
import type { Columns } from './csv.ts'

/** The columns of the export, by the names that the import knows; photos of our own with their whole address. */
export const listingColumns = (publicUrl: string): Columns<CarListing> => [
  ['id', (c) => c.id],
  ['status', (c) => c.status],
  ['title', (c) => c.title],
  ['make', (c) => c.make],
  ['model', (c) => c.model],
  ['year', (c) => c.year],
  ['price', (c) => c.price?.amount],
  ['currency', (c) => c.price?.currency],
  ['mileageKm', (c) => c.mileageKm],
  ['location', (c) => c.location],
  ['vin', (c) => c.vin],
  ['fuel', (c) => c.fuel],
  ['transmission', (c) => c.transmission],
  ['bodyType', (c) => c.bodyType],
  ['drive', (c) => c.drive],
  ['engineVolumeL', (c) => c.engineVolumeL],
  ['powerHp', (c) => c.powerHp],
  ['color', (c) => c.color],
  ['condition', (c) => c.condition],
  ['sellerName', (c) => c.seller.name],
  ['sellerPhone', (c) => c.seller.phone],
  ['source', (c) => c.source],
  ['sourceUrl', (c) => c.sourceUrl],
  ['firstSeenAt', (c) => c.firstSeenAt],
  ['lastSeenAt', (c) => c.lastSeenAt],
  ['images', (c) => c.images.map((one) => (mediaIdOf(one) === undefined ? one : publicUrl + one)).join(' ')],
  ['description', (c) => c.description],
]
