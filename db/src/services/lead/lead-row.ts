import type { LeadField, LeadFields } from '@cartie/shared/domain/lead'
import { toMajor } from '@cartie/shared/domain/money'
import type { Lead } from '@cartie/shared/schemas/lead'

/** The column and the SQL type of each field of a lead. */
export const leadFieldColumns = {
  kind: ['kind', 'text'],
  status: ['status', 'text'],
  name: ['name', 'text'],
  phone: ['phone', 'text'],
  otherPhones: ['other_phones', 'text[]'],
  email: ['email', 'text'],
  telegramUserId: ['telegram_user_id', 'bigint'],
  telegramUsername: ['telegram_username', 'text'],
  language: ['language', 'text'],
  city: ['city', 'text'],
  contactId: ['contact_id', 'uuid'],
  botId: ['bot_id', 'uuid'],
  sessionId: ['session_id', 'uuid'],
  source: ['source', 'text'],
  sourceChatId: ['source_chat_id', 'text'],
  campaign: ['campaign', 'text'],
  request: ['request', 'text'],
  make: ['make', 'text'],
  model: ['model', 'text'],
  yearFrom: ['year_from', 'int'],
  yearTo: ['year_to', 'int'],
  budgetMinMinor: ['budget_min_minor', 'bigint'],
  budgetMaxMinor: ['budget_max_minor', 'bigint'],
  currency: ['currency', 'text'],
  listingId: ['listing_id', 'uuid'],
  ownerId: ['owner_id', 'uuid'],
  tags: ['tags', 'text[]'],
  consentAt: ['consent_at', 'timestamptz'],
} as const satisfies Record<LeadField, readonly [column: string, type: string]>

const fields = Object.entries(leadFieldColumns) as [LeadField, readonly [string, string]][]

/** Every column that a reply shows; `rowToLead` reads it. */
export const leadColumns: readonly string[] = [
  'id',
  'code',
  ...fields.map(([, [column]]) => column),
  'first_answer_at',
  'last_interaction_at',
  'created_at',
  'updated_at',
  'deleted_at',
  'merged_into',
  'version',
]

type ArrayColumn = 'other_phones' | 'tags'
type NumberColumn = 'telegram_user_id' | 'year_from' | 'year_to' | 'budget_min_minor' | 'budget_max_minor'
type TextColumn = Exclude<(typeof leadFieldColumns)[LeadField][0], ArrayColumn | NumberColumn>

/** A row of `leadColumns` as the driver returns it: 64-bit integers and instants are strings. */
export type LeadRow = Record<ArrayColumn, string[]> &
  Record<NumberColumn, string | number | null> &
  Record<TextColumn, string | null> & {
    id: string
    code: string
    name: string
    first_answer_at: string | null
    last_interaction_at: string
    created_at: string
    updated_at: string
    deleted_at: string | null
    merged_into: string | null
    version: number
  }

/** An instant as Postgres prints it, in ISO 8601. */
export const iso = (at: string): string => new Date(at).toISOString()
export const isoOrNull = (at: string | null): string | null => (at === null ? null : iso(at))
const numberOrNull = (value: string | number | null) => (value === null ? null : Number(value))

/** The fields of a stored lead. */
export function rowFields(row: LeadRow): LeadFields {
  return {
    kind: row.kind as LeadFields['kind'],
    status: row.status as LeadFields['status'],
    name: row.name,
    phone: row.phone,
    otherPhones: row.other_phones,
    email: row.email,
    telegramUserId: numberOrNull(row.telegram_user_id),
    telegramUsername: row.telegram_username,
    language: row.language,
    city: row.city,
    contactId: row.contact_id,
    botId: row.bot_id,
    sessionId: row.session_id,
    source: row.source as LeadFields['source'],
    sourceChatId: row.source_chat_id,
    campaign: row.campaign,
    request: row.request,
    make: row.make,
    model: row.model,
    yearFrom: numberOrNull(row.year_from),
    yearTo: numberOrNull(row.year_to),
    budgetMinMinor: numberOrNull(row.budget_min_minor),
    budgetMaxMinor: numberOrNull(row.budget_max_minor),
    currency: row.currency,
    listingId: row.listing_id,
    ownerId: row.owner_id,
    tags: row.tags,
    consentAt: isoOrNull(row.consent_at),
  }
}

/** Fields as columns for jsonb_to_recordset. */
export const fieldsToColumns = (values: LeadFields): Record<string, unknown> =>
  Object.fromEntries(fields.map(([field, [column]]) => [column, values[field]]))

function budgetOf({ budgetMinMinor: min, budgetMaxMinor: max, currency }: LeadFields): Lead['budget'] {
  if (currency === null || (min === null && max === null)) return null
  const major = (minor: number | null) => (minor === null ? null : toMajor(minor, currency))
  return { min: major(min), max: major(max), currency }
}

/** A stored row in the API's shape: amounts in major units. */
export function rowToLead(row: LeadRow): Lead {
  const { budgetMinMinor: _min, budgetMaxMinor: _max, currency: _currency, ...told } = rowFields(row)
  return {
    id: row.id,
    code: row.code,
    ...told,
    otherPhones: row.other_phones,
    tags: row.tags,
    budget: budgetOf(rowFields(row)),
    firstAnswerAt: isoOrNull(row.first_answer_at),
    lastInteractionAt: iso(row.last_interaction_at),
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
    deletedAt: isoOrNull(row.deleted_at),
    mergedInto: row.merged_into,
    version: row.version,
  }
}
