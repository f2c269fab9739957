import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
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
import { botConfigs } from './bots.ts'
import { carListings } from './car-listings.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'
import { leads } from './leads.ts'
import { partners } from './partners.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })
const list = (name: string) =>
  text(name)
    .array()
    .notNull()
    .default(sql`'{}'`)

/** A wish for a car, or a car to be sold, that partners may answer. */
export const b2bRequests = pgTable(
  'b2b_requests',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** What people call it by, such as `R-7K2M9X`. */
    code: text('code').notNull(),
    /** `BUY` or `SELL`. */
    kind: text('kind').notNull().default('BUY'),
    status: text('status').notNull().default('DRAFT'),
    priority: text('priority').notNull().default('NORMAL'),
    title: text('title').notNull(),
    /** The wish in the person's words. */
    description: text('description'),
    makes: list('makes'),
    models: list('models'),
    yearFrom: integer('year_from'),
    yearTo: integer('year_to'),
    budgetMinMinor: bigint('budget_min_minor', { mode: 'number' }),
    budgetMaxMinor: bigint('budget_max_minor', { mode: 'number' }),
    currency: text('currency'),
    mileageKmTo: integer('mileage_km_to'),
    fuels: list('fuels'),
    transmissions: list('transmissions'),
    bodyTypes: list('body_types'),
    drives: list('drives'),
    cities: list('cities'),
    colors: list('colors'),
    /** The criteria that have to be met. */
    must: list('must'),
    quantity: integer('quantity').notNull().default(1),
    language: text('language').notNull().default('uk'),
    deadlineAt: instant('deadline_at'),
    /** Where it came from: `lead`, `telegram`, `form`, `api`, `text`, `manual`. */
    source: text('source').notNull(),
    leadId: uuid('lead_id'),
    botId: uuid('bot_id'),
    /** The client's chat. */
    sessionId: uuid('session_id'),
    ownerId: uuid('owner_id'),
    notes: text('notes'),
    /** What its posts say instead of the template: Telegram's HTML. */
    postText: text('post_text'),
    /** Whether sites are searched beside own stock. */
    searchesSites: boolean('searches_sites').notNull().default(false),
    /** Opens the public offer page. */
    offerToken: text('offer_token').notNull(),
    /** How many variants it ever had; the next one's number. */
    variantCount: integer('variant_count').notNull().default(0),
    lostReason: text('lost_reason'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    publishedAt: instant('published_at'),
    closedAt: instant('closed_at'),
    deletedAt: instant('deleted_at'),
    search: tsvector('search')
      .notNull()
      .default(sql`''`),
  },
  (t) => [
    unique('b2b_requests_of_workspace').on(t.workspaceId, t.id),
    unique('b2b_requests_code').on(t.workspaceId, t.code),
    unique('b2b_requests_offer_token').on(t.offerToken),
    foreignKey({ columns: [t.workspaceId, t.leadId], foreignColumns: [leads.workspaceId, leads.id] }),
    // The table and the board, newest first, whole and by status.
    index('b2b_requests_newest')
      .on(t.workspaceId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    index('b2b_requests_status')
      .on(t.workspaceId, t.status, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    // Which open requests may a car fit? The rest is scored.
    index('b2b_requests_open')
      .using('gin', t.makes)
      .where(sql`deleted_at is null and status in ('PUBLISHED', 'COLLECTING_VARIANTS', 'SHORTLIST')`),
    // A lead's requests, a chat's requests.
    index('b2b_requests_lead')
      .on(t.leadId)
      .where(sql`lead_id is not null`),
    index('b2b_requests_session')
      .on(t.sessionId)
      .where(sql`session_id is not null`),
    index('b2b_requests_search').using('gin', t.search),
    ...workspacePolicies('b2b_requests'),
  ],
).enableRLS()

/** What happened to a request, its variants and its proposals: never changed. */
export const requestActivities = pgTable(
  'request_activities',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id').notNull(),
    requestId: uuid('request_id').notNull(),
    variantId: uuid('variant_id'),
    proposalId: uuid('proposal_id'),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull().default({}),
    /** `user:<id>`, `apiKey:<id>`, `partner:<id>`, `client` or `system`. */
    actor: text('actor').notNull(),
    actorName: text('actor_name'),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [b2bRequests.workspaceId, b2bRequests.id],
    }).onDelete('cascade'),
    // A request's story.
    index('request_activities_story').on(t.requestId, t.id),
    ...workspacePolicies('request_activities'),
  ],
).enableRLS()

/** Matching that is to be done: one request against the stock, or some listings against the open requests. */
export const matchTasks = pgTable(
  'match_tasks',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    requestId: uuid('request_id'),
    listingIds: uuid('listing_ids').array(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    /** Why it was set aside, after it failed again and again. */
    error: text('error'),
    createdAt: createdAt(),
  },
  (t) => [
    // A workspace's next tasks; the sweeper's forgotten ones. What is done is deleted.
    index('match_tasks_pending').on(t.workspaceId, t.id),
    ...workspacePolicies('match_tasks'),
  ],
).enableRLS()

/** How a listing of the inventory fits a request. */
export const requestMatches = pgTable(
  'request_matches',
  {
    workspaceId: uuid('workspace_id').notNull(),
    requestId: uuid('request_id').notNull(),
    listingId: uuid('listing_id').notNull(),
    /** 0 to 100. */
    score: integer('score').notNull(),
    /** Why, a line a criterion. */
    reasons: jsonb('reasons').notNull(),
    /** `new`, `offered`, `hidden` or `snoozed`. */
    state: text('state').notNull().default('new'),
    snoozedUntil: instant('snoozed_until'),
    /** The price at which it was told of; a lower one is told again. */
    alertedPriceMinor: bigint('alerted_price_minor', { mode: 'number' }),
    alertedAt: instant('alerted_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.requestId, t.listingId] }),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [b2bRequests.workspaceId, b2bRequests.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.listingId],
      foreignColumns: [carListings.workspaceId, carListings.id],
    }).onDelete('cascade'),
    // A request's matches, best first.
    index('request_matches_best').on(t.requestId, t.score, t.listingId),
    // Which requests does a car fit?
    index('request_matches_listing').on(t.listingId),
    // The sweeper: whose sleep is over?
    index('request_matches_snoozed')
      .on(t.snoozedUntil)
      .where(sql`state = 'snoozed'`),
    ...workspacePolicies('request_matches'),
  ],
).enableRLS()

/** A request in one channel, group or partner's chat. */
export const requestPosts = pgTable(
  'request_posts',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    requestId: uuid('request_id').notNull(),
    botId: uuid('bot_id').notNull(),
    chatId: text('chat_id').notNull(),
    /** `channel`, `group` or `partner`. */
    target: text('target').notNull(),
    partnerId: uuid('partner_id'),
    /** The integration by whose rule it was planned; it may be gone. */
    integrationId: uuid('integration_id'),
    /** 1 goes out first. */
    wave: integer('wave').notNull().default(1),
    /** `planned`, `posted`, `closed`, `cancelled` or `failed`. */
    state: text('state').notNull().default('planned'),
    /** When it goes out, or went. */
    dueAt: instant('due_at').notNull(),
    /** What it said when it was written last: text and keyboard, to see whether an edit is due. */
    shown: jsonb('shown'),
    /** The delivery of the post itself, and of its last edit. */
    deliveryId: uuid('delivery_id'),
    editDeliveryId: uuid('edit_delivery_id'),
    /** Telegram's number, once it was sent. */
    messageId: bigint('message_id', { mode: 'number' }),
    error: text('error'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('request_posts_of_workspace').on(t.workspaceId, t.id),
    // One post a chat: what is published again is edited.
    unique('request_posts_once').on(t.workspaceId, t.requestId, t.botId, t.chatId),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [b2bRequests.workspaceId, b2bRequests.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    // Which requests have reached a partner?
    index('request_posts_partner')
      .on(t.partnerId, t.requestId)
      .where(sql`partner_id is not null`),
    // How many has an integration posted today?
    index('request_posts_integration')
      .on(t.integrationId, t.createdAt)
      .where(sql`integration_id is not null`),
    // The sweeper: whose wave is due?
    index('request_posts_due')
      .on(t.dueAt)
      .where(sql`state = 'planned'`),
    // The sweeper: which was sent again by hand?
    index('request_posts_failed')
      .on(t.deliveryId)
      .where(sql`state = 'failed'`),
    ...workspacePolicies('request_posts'),
  ],
).enableRLS()

/** A car that somebody offers for a request. */
export const requestVariants = pgTable(
  'request_variants',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    requestId: uuid('request_id').notNull(),
    /** 1, 2, 3 … within its request. */
    number: integer('number').notNull(),
    status: text('status').notNull().default('SUBMITTED'),
    /** `telegram`, `page`, `forward`, `api`, `stock`, `link` or `manual`. */
    source: text('source').notNull(),
    partnerId: uuid('partner_id'),
    partnerUserId: uuid('partner_user_id'),
    /** The chat in which its giver hears what becomes of it. */
    botId: uuid('bot_id'),
    sessionId: uuid('session_id'),
    /** Who gave it, where no partner is known: kept from clients. */
    offererName: text('offerer_name'),
    /** E.164 where it can be told. */
    offererPhone: text('offerer_phone'),
    listingId: uuid('listing_id'),
    /** The parse that reads its link. */
    parseId: uuid('parse_id'),
    title: text('title').notNull(),
    make: text('make'),
    model: text('model'),
    year: integer('year'),
    priceMinor: bigint('price_minor', { mode: 'number' }),
    currency: text('currency'),
    mileageKm: integer('mileage_km'),
    vin: text('vin'),
    url: text('url'),
    canonicalUrl: text('canonical_url'),
    location: text('location'),
    fuel: text('fuel'),
    transmission: text('transmission'),
    bodyType: text('body_type'),
    drive: text('drive'),
    engineVolumeL: real('engine_volume_l'),
    color: text('color'),
    /** The giver's words without contacts. */
    details: text('details'),
    /** The giver's words as they came: shown once contacts are shared. */
    rawDetails: text('raw_details'),
    /** Addresses, or paths of photos that this installation keeps. */
    photos: list('photos'),
    /** Telegram's names of photos that are still to be fetched. */
    fileIds: list('file_ids'),
    /** By which photos are known again: hash of the bytes, Telegram's unique id, or the address. */
    photoKeys: list('photo_keys'),
    /** Fetching the photos. */
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    /** How it fits, 0 to 100, and why. */
    score: integer('score'),
    reasons: jsonb('reasons').notNull().default([]),
    /** Why it was rejected, for its giver. */
    rejectReason: text('reject_reason'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('request_variants_of_workspace').on(t.workspaceId, t.id),
    unique('request_variants_number').on(t.workspaceId, t.requestId, t.number),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [b2bRequests.workspaceId, b2bRequests.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.partnerId],
      foreignColumns: [partners.workspaceId, partners.id],
    }),
    // One car is offered once for a request: by its advert, its VIN, its listing.
    uniqueIndex('request_variants_url')
      .on(t.workspaceId, t.requestId, t.canonicalUrl)
      .where(sql`canonical_url is not null and deleted_at is null`),
    uniqueIndex('request_variants_vin')
      .on(t.workspaceId, t.requestId, t.vin)
      .where(sql`vin is not null and deleted_at is null`),
    uniqueIndex('request_variants_listing')
      .on(t.workspaceId, t.requestId, t.listingId)
      .where(sql`listing_id is not null and deleted_at is null`),
    // A partner's offers, newest first.
    index('request_variants_partner')
      .on(t.partnerId, t.createdAt)
      .where(sql`partner_id is not null`),
    // Which variants does a listing's change concern?
    index('request_variants_of_listing')
      .on(t.listingId)
      .where(sql`listing_id is not null`),
    // The sweeper: whose photos are still to be fetched?
    index('request_variants_files')
      .on(t.createdAt)
      .where(sql`file_ids <> '{}'`),
    ...workspacePolicies('request_variants'),
  ],
).enableRLS()
