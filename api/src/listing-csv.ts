import { stringify, type Stringifier } from 'csv-stringify'
import type { CarListing } from '@cartie/shared/schemas/listing'

/** The columns of the export, by the names that the import knows. */
const columns: [string, (car: CarListing) => unknown][] = [
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
  ['images', (c) => c.images.join(' ')],
  ['description', (c) => c.description],
]

/**
 * Pages of cars as CSV, a row each, read only as fast as the reader takes them. It begins with a byte order mark,
 * so that spreadsheets read Cyrillic; text that they would run as a formula is put behind an apostrophe
 * (OWASP, CSV injection). Rejects with what the first page rejects with.
 */
export async function listingCsv(pages: AsyncIterator<readonly CarListing[], unknown>): Promise<Stringifier> {
  // What goes wrong before the first row is still an honest refusal.
  const first = await pages.next()
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map(([key]) => key),
    record_delimiter: 'windows',
    escape_formulas: true,
  })
  void pour(first, pages, csv).catch((error: unknown) =>
    csv.destroy(error instanceof Error ? error : undefined),
  )
  return csv
}

async function pour(
  first: IteratorResult<readonly CarListing[], unknown>,
  pages: AsyncIterator<readonly CarListing[], unknown>,
  csv: Stringifier,
): Promise<void> {
  for (let page = first; !page.done; page = await pages.next()) {
    for (const car of page.value) {
      if (csv.destroyed) return void (await pages.return?.())
      const free = csv.write(columns.map(([, value]) => value(car) ?? ''))
      if (!free && !csv.destroyed) await drained(csv)
    }
  }
  csv.end()
}

const drained = (csv: Stringifier) =>
  new Promise<void>((resolve) => {
    const go = () => {
      csv.off('drain', go).off('close', go)
      resolve()
    }
    csv.on('drain', go).on('close', go)
  })
