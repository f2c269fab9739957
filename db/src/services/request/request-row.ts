import type { RequestCriteria, RequestPriority, RequestSource } from '@cartie/shared/domain/request-criteria'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import { toMajor } from '@cartie/shared/domain/money'
import type { Language } from '@cartie/shared/schemas/common'
import type { B2bRequest, Criteria } from '@cartie/shared/schemas/request'
import { iso, isoOrNull } from '../lead/lead-row.ts'

/** What can be written of a request. Amounts are integers of minor units. */
export interface RequestFields extends RequestCriteria {
  kind: B2bRequest['kind']
  status: RequestStatus
  priority: RequestPriority
  title: string
  description: string | null
  quantity: number
  language: Language
  deadlineAt: string | null
  source: RequestSource
  leadId: string | null
  botId: string | null
  sessionId: string | null
  ownerId: string | null
  notes: string | null
  postText: string | null
  searchesSites: boolean
  lostReason: string | null
}
export type RequestField = keyof RequestFields

/** The column and the SQL type of each field. */
export const requestFieldColumns = {
  kind: ['kind', 'text'],
  status: ['status', 'text'],
  priority: ['priority', 'text'],
  title: ['title', 'text'],
  description: ['description', 'text'],
  makes: ['makes', 'text[]'],
  models: ['models', 'text[]'],
  yearFrom: ['year_from', 'int'],
  yearTo: ['year_to', 'int'],
  budgetMinMinor: ['budget_min_minor', 'bigint'],
  budgetMaxMinor: ['budget_max_minor', 'bigint'],
  currency: ['currency', 'text'],
  mileageKmTo: ['mileage_km_to', 'int'],
  fuels: ['fuels', 'text[]'],
  transmissions: ['transmissions', 'text[]'],
  bodyTypes: ['body_types', 'text[]'],
  drives: ['drives', 'text[]'],
  cities: ['cities', 'text[]'],
  colors: ['colors', 'text[]'],
  must: ['must', 'text[]'],
  quantity: ['quantity', 'int'],
  language: ['language', 'text'],
  deadlineAt: ['deadline_at', 'timestamptz'],
  source: ['source', 'text'],
  leadId: ['lead_id', 'uuid'],
  botId: ['bot_id', 'uuid'],
  sessionId: ['session_id', 'uuid'],
  ownerId: ['owner_id', 'uuid'],
  notes: ['notes', 'text'],
  postText: ['post_text', 'text'],
  searchesSites: ['searches_sites', 'boolean'],
  lostReason: ['lost_reason', 'text'],
} as const satisfies Record<RequestField, readonly [column: string, type: string]>

const fields = Object.entries(requestFieldColumns) as [RequestField, readonly [string, string]][]
const stored = [
  'id',
  'code',
  ...fields.map(([, [column]]) => column),
  'published_at',
  'closed_at',
  'created_at',
  'updated_at',
  'deleted_at',
  'version',
]

const own = (table: string) => `${table} x where x.workspace_id = r.workspace_id and x.request_id = r.id`
/**
 * What a reply shows of a request, as SQL: the table has to go by the name `r`. `rowToRequest` reads it; the counts
 * are of the moment.
 */
export const requestColumns = [
  ...stored.map((column) => `r.${column}`),
  `(select count(*) from ${own('request_variants')} and x.deleted_at is null)::int as variants`,
  `(select count(*) from ${own('request_variants')} and x.deleted_at is null and x.status = 'SUBMITTED')::int as new_variants`,
  `(select count(*) from ${own('request_matches')} and x.state = 'new')::int as matches`,
].join(', ')

/** A row of `requestColumns` as the driver returns it: 64-bit integers and instants are strings. */
export type RequestRow = Record<(typeof requestFieldColumns)[RequestField][0], unknown> & {
  id: string
  code: string
  status: RequestStatus
  priority: RequestPriority
  deadline_at: string | null
  published_at: string | null
  closed_at: string | null
  created_at: string
  updated_at: string
  deleted_at: string | null
  version: number
  variants: number
  new_variants: number
  matches: number
}

const numbers: readonly RequestField[] = [
  'yearFrom',
  'yearTo',
  'budgetMinMinor',
  'budgetMaxMinor',
  'mileageKmTo',
]

/** The fields of a stored request. */
export function rowFields(row: RequestRow): RequestFields {
  const read = fields.map(([field, [column]]) => {
    const value = row[column as keyof RequestRow]
    return [field, numbers.includes(field) && value !== null ? Number(value) : value]
  })
  const told = Object.fromEntries(read) as RequestFields
  return { ...told, deadlineAt: isoOrNull(told.deadlineAt) }
}

/** Fields as columns for jsonb_to_recordset. */
export const fieldsToColumns = (values: RequestFields): Record<string, unknown> =>
  Object.fromEntries(fields.map(([field, [column]]) => [column, values[field]]))

/** Criteria in the API's shape: amounts in major units. */
export function toCriteria(given: RequestCriteria): Criteria {
  const { budgetMinMinor: min, budgetMaxMinor: max, currency } = given
  const major = (minor: number | null) =>
    minor === null || currency === null ? null : toMajor(minor, currency)
  return {
    makes: [...given.makes],
    models: [...given.models],
    yearFrom: given.yearFrom,
    yearTo: given.yearTo,
    budget:
      currency === null || (min === null && max === null)
        ? null
        : { min: major(min), max: major(max), currency },
    mileageKmTo: given.mileageKmTo,
    fuels: [...given.fuels],
    transmissions: [...given.transmissions],
    bodyTypes: [...given.bodyTypes],
    drives: [...given.drives],
    cities: [...given.cities],
    colors: [...given.colors],
    must: [...given.must],
  }
}

/** A stored row in the API's shape. */
export function rowToRequest(row: RequestRow): B2bRequest {
  const told = rowFields(row)
  return {
    id: row.id,
    code: row.code,
    kind: told.kind,
    status: told.status,
    priority: told.priority,
    title: told.title,
    description: told.description,
    criteria: toCriteria(told),
    quantity: told.quantity,
    language: told.language,
    deadlineAt: told.deadlineAt,
    source: told.source,
    leadId: told.leadId,
    botId: told.botId,
    sessionId: told.sessionId,
    ownerId: told.ownerId,
    notes: told.notes,
    postText: told.postText,
    searchesSites: told.searchesSites,
    variants: row.variants,
    newVariants: row.new_variants,
    matches: row.matches,
    lostReason: told.lostReason,
    publishedAt: isoOrNull(row.published_at),
    closedAt: isoOrNull(row.closed_at),
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
    deletedAt: isoOrNull(row.deleted_at),
    version: row.version,
  }
}
