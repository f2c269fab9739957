import type { PendingQuery, Row } from 'postgres'
import type { MatchReason, RequestMatch } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { iso, rowToListing } from '../listing/car-facts.ts'
import { listingColumns, type ListingRow } from '../listing/listing-row.ts'

/** A match with its listing as raw SQL gives it; `id` is the listing's. */
export type MatchRow = ListingRow & {
  request_id: string
  match_score: number
  reasons: MatchReason[]
  match_state: RequestMatch['state']
  snoozed_until: string | null
  matched_at: string
  match_updated_at: string
}

const columns = `${listingColumns.map((column) => `l.${column}`).join(', ')}, m.request_id, m.score as match_score,
  m.reasons, m.state as match_state, m.snoozed_until, m.created_at as matched_at, m.updated_at as match_updated_at`

/** Matches `m` with their listings `l`, those that `where` tells, which may end in an order and a limit. */
export const selectMatches = (
  ctx: Context,
  { sql }: Tx,
  where: PendingQuery<Row[]>,
): Promise<MatchRow[]> => sql<MatchRow[]>`
  select ${sql.unsafe(columns)} from request_matches m
    join car_listings l on l.workspace_id = m.workspace_id and l.id = m.listing_id
  where m.workspace_id = ${ctx.workspaceId} and ${where}`

/** A match as the API shows it. */
export const toMatch = (row: MatchRow): RequestMatch => ({
  requestId: row.request_id,
  listing: rowToListing(row),
  score: row.match_score,
  reasons: row.reasons,
  state: row.match_state,
  snoozedUntil: row.snoozed_until === null ? null : iso(row.snoozed_until),
  createdAt: iso(row.matched_at),
  updatedAt: iso(row.match_updated_at),
})
