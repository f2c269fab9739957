import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** One advert in a workspace's inventory. */
export const carListings = pgTable(
  'car_listings',
  {
    id: uuid('id').notNull().defaultRandom(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    title: text('title'),
    make: text('make'),
    model: text('model'),
    year: integer('year'),
    priceMinor: bigint('price_minor', { mode: 'number' }),
    currency: text('currency'),
    previousPriceMinor: bigint('previous_price_minor', { mode: 'number' }),
    previousCurrency: text('previous_currency'),
    mileageKm: integer('mileage_km'),
    location: text('location'),
    vin: text('vin'),
    fuel: text('fuel'),
    transmission: text('transmission'),
    bodyType: text('body_type'),
    drive: text('drive'),
    engineVolumeL: real('engine_volume_l'),
    powerHp: integer('power_hp'),
    color: text('color'),
    condition: text('condition'),
    description: text('description'),
    images: text('images')
      .array()
      .notNull()
      .default(sql`'{}'`),
    sellerName: text('seller_name'),
    sellerPhone: text('seller_phone'),
    sellerKind: text('seller_kind'),
    status: text('status').notNull().default('AVAILABLE'),
    postedAt: instant('posted_at'),
    source: text('source').notNull(),
    sourceId: text('source_id'),
    sourceUrl: text('source_url'),
    canonicalUrl: text('canonical_url'),
    sourceChatId: text('source_chat_id'),
    sourceMessageId: bigint('source_message_id', { mode: 'number' }),
    provenance: jsonb('provenance').notNull().default({}),
    lockedFields: text('locked_fields')
      .array()
      .notNull()
      .default(sql`'{}'`),
    conflicts: jsonb('conflicts').notNull().default({}),
    /** Hash of what the last parse read, to tell `changed` from `unchanged` without comparing columns. */
    contentHash: text('content_hash'),
    firstParseId: uuid('first_parse_id'),
    sample: boolean('sample').notNull().default(false),
    version: integer('version').notNull().default(1),
    firstSeenAt: instant('first_seen_at').notNull().defaultNow(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
    /** The folded words and tags by which it is found (`searchWords`): no dictionary, so no locale matters. */
    search: tsvector('search')
      .notNull()
      .default(sql`''`),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The three identities of an advert.
    uniqueIndex('car_listings_source')
      .on(t.workspaceId, t.source, t.sourceId)
      .where(sql`source_id is not null`),
    uniqueIndex('car_listings_url')
      .on(t.workspaceId, t.canonicalUrl)
      .where(sql`canonical_url is not null`),
    uniqueIndex('car_listings_message')
      .on(t.workspaceId, t.sourceChatId, t.sourceMessageId)
      .where(sql`source_chat_id is not null`),
    // The inventory, by each of its orders: newest, price, year, mileage.
    index('car_listings_newest')
      .on(t.workspaceId, t.firstSeenAt, t.id)
      .where(sql`deleted_at is null`),
    index('car_listings_price')
      .on(t.workspaceId, t.currency, t.priceMinor, t.id)
      .where(sql`deleted_at is null`),
    index('car_listings_year')
      .on(t.workspaceId, t.year, t.id)
      .where(sql`deleted_at is null`),
    index('car_listings_mileage')
      .on(t.workspaceId, t.mileageKm, t.id)
      .where(sql`deleted_at is null`),
    // The bin, newest first.
    index('car_listings_bin')
      .on(t.workspaceId, t.firstSeenAt, t.id)
      .where(sql`deleted_at is not null`),
    // Everything that filters compare: picks what is few in any order, finds the same car elsewhere, and counts
    // the facets, in the order of its columns, without a look at the table; with its two times also the stock's age.
    index('car_listings_facts')
      .on(
        t.workspaceId,
        t.make,
        t.source,
        t.status,
        t.currency,
        t.fuel,
        t.transmission,
        t.bodyType,
        t.model,
        t.year,
        t.priceMinor,
        t.mileageKm,
        t.firstSeenAt,
        t.postedAt,
      )
      .where(sql`deleted_at is null`),
    // What one parse brought.
    index('car_listings_parse')
      .on(t.workspaceId, t.firstParseId)
      .where(sql`deleted_at is null and first_parse_id is not null`),
    index('car_listings_vin')
      .on(t.workspaceId, t.vin)
      .where(sql`vin is not null`),
    // `q`, through listing_search().
    index('car_listings_search').using('gin', t.search),
    ...workspacePolicies('car_listings'),
  ],
).enableRLS()

/** What one parse or person saw of a listing's price, where it differs from the time before. */
export const observations = pgTable(
  'observations',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id').notNull(),
    listingId: uuid('listing_id').notNull(),
    priceMinor: bigint('price_minor', { mode: 'number' }).notNull(),
    currency: text('currency').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    /** What one unit of it was worth in the workspace's currency that day, and which that was; null: not known. */
    rate: doublePrecision('rate'),
    rateCurrency: text('rate_currency'),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.listingId],
      foreignColumns: [carListings.workspaceId, carListings.id],
    }).onDelete('cascade'),
    index('observations_listing').on(t.listingId, t.seenAt),
    // Which prices moved in a period?
    index('observations_period').on(t.workspaceId, t.seenAt),
    ...workspacePolicies('observations'),
  ],
).enableRLS()

/** A named filter of the inventory. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    query: text('query').notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('saved_views_name').on(t.workspaceId, t.name), ...workspacePolicies('saved_views')],
).enableRLS()
