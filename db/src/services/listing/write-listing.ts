import type { CarField, CarFields } from '@cartie/shared/domain/car'
import { AppError } from '@cartie/shared/errors'
import type { CarListing } from '@cartie/shared/schemas/listing'
import type { Context, Tx } from '../../context.ts'
import type { KnownCar } from './merge-car.ts'
import {
  fieldColumnNames,
  fieldColumnTypes,
  fieldsToColumns,
  listingColumns,
  type ListingRow,
} from './listing-row.ts'
import { packProvenance } from './provenance-column.ts'
import { searchWords } from './search-words.ts'

/** A listing as a person leaves it. */
export interface PersonsListing extends KnownCar {
  id: string
  source: string
  fields: Partial<CarFields>
  lockedFields: readonly CarField[]
  conflicts: CarListing['conflicts']
  sourceUrl: string | null
  canonicalUrl: string | null
  sourceChatId: string | null
  sourceMessageId: number | null
  previousPriceMinor: number | null
  previousCurrency: string | null
}

const extraTypes = `source_url text, canonical_url text, source_chat_id text, source_message_id bigint,
  provenance jsonb, conflicts jsonb, locked_fields text[], previous_price_minor bigint, previous_currency text`
const names = [...fieldColumnNames, ...extraTypes.split(',').map((column) => column.trim().split(' ')[0]!)]
const record = `jsonb_to_recordset($2::jsonb) as n(id uuid, ${fieldColumnTypes}, ${extraTypes}, words text[], source text)`
const value = (column: string) =>
  column === 'images'
    ? `coalesce(n.images, '{}')`
    : column === 'status'
      ? `coalesce(n.status, 'AVAILABLE')`
      : `n.${column}`
const returning = `returning ${listingColumns.map((c) => `l.${c}`).join(', ')}`

// The mark before the hash makes the next parse compare field by field, so that conflicts come to light.
const updateText = `
  update car_listings l set ${names.map((c) => `${c} = ${value(c)}`).join(', ')},
    search = array_to_tsvector(n.words), version = l.version + 1, updated_at = now(),
    content_hash = '!' || ltrim(l.content_hash, '!')
  from ${record}
  where l.workspace_id = $1 and l.id = n.id
  ${returning}`

const insertText = `
  insert into car_listings as l (workspace_id, id, source, ${names.join(', ')}, search)
  select $1::uuid, n.id, n.source, ${names.map(value).join(', ')}, array_to_tsvector(n.words)
  from ${record}
  ${returning}`

/** Stores a listing that a person made or changed. Throws `conflict` where another listing has its address. */
export async function writeListing(
  ctx: Context,
  tx: Tx,
  listing: PersonsListing,
  how: 'insert' | 'update',
): Promise<ListingRow> {
  const row = {
    id: listing.id,
    source: listing.source,
    ...fieldsToColumns(listing.fields),
    source_url: listing.sourceUrl,
    canonical_url: listing.canonicalUrl,
    source_chat_id: listing.sourceChatId,
    source_message_id: listing.sourceMessageId,
    provenance: packProvenance(listing.provenance, listing.fields),
    conflicts: listing.conflicts,
    locked_fields: listing.lockedFields,
    previous_price_minor: listing.previousPriceMinor,
    previous_currency: listing.previousCurrency,
    words: searchWords(listing.fields, listing.source),
  }
  try {
    const text = how === 'insert' ? insertText : updateText
    const [stored] = await tx.sql.savepoint((sql) =>
      sql.unsafe<ListingRow[]>(text, [ctx.workspaceId, JSON.stringify([row])], { prepare: true }),
    )
    return stored!
  } catch (error) {
    if ((error as { code?: unknown }).code !== '23505') throw error
    throw new AppError('conflict', 'Another listing has this address already. Open that one instead.', {
      errors: [{ pointer: '/sourceUrl', code: 'taken', message: 'Another listing has this address.' }],
      cause: error,
    })
  }
}
