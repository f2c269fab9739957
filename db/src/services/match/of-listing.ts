import type { z } from 'zod'
import { notFound } from '@cartie/shared/errors'
import type { ListingMatch, MatchReason } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { isOpenRequest } from './match-row.ts'

type Shown = z.infer<typeof ListingMatch>
interface Row {
  id: string
  code: string
  title: string
  status: Shown['request']['status']
  score: number
  reasons: MatchReason[]
  state: Shown['state']
}

const mostShown = 100

/** The open requests that a car fits, best first; none for one that is sold or in the bin. Throws `not_found`. */
export async function matchesOfListing(ctx: Context, listingId: string): Promise<{ data: Shown[] }> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async ({ sql }) => {
    const [listing] = await sql<{ offered: boolean }[]>`
      select deleted_at is null and status = 'AVAILABLE' as offered from car_listings
      where workspace_id = ${ctx.workspaceId} and id = ${listingId}`
    if (!listing) throw notFound('car')
    if (!listing.offered) return { data: [] }
    const rows = await sql<Row[]>`
      select r.id, r.code, r.title, r.status, m.score, m.reasons, m.state from request_matches m
        join b2b_requests r on r.workspace_id = m.workspace_id and r.id = m.request_id
      where m.workspace_id = ${ctx.workspaceId} and m.listing_id = ${listingId}
        and ${sql.unsafe(isOpenRequest('r'))}
      order by m.score desc, r.published_at, r.id limit ${mostShown}`
    const data = rows.map(({ id, code, title, status, ...match }) => ({
      request: { id, code, title, status },
      ...match,
    }))
    return { data }
  })
}
