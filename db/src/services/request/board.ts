import { requestStatuses, type RequestStatus } from '@cartie/shared/domain/request-status'
import type { RequestBoard, RequestBoardQuery } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { requestConditions } from './request-filter.ts'
import { cursorAt } from './request-order.ts'
import { requestColumns, rowToRequest, type RequestRow } from './request-row.ts'

type BoardRow = RequestRow & { stage: RequestStatus; count: number; id: string | null }

/**
 * Every stage with the count of all its requests, whatever is shown of them, and its newest ones. One statement, so
 * that counts and columns are of one moment.
 */
export async function boardRequests(ctx: Context, query: RequestBoardQuery): Promise<RequestBoard> {
  requirePermission(ctx, 'requests.read')
  const rows = await withTx(ctx, async (tx) => {
    const { where, params } = await requestConditions(ctx, tx, query)
    const those = where.join(' and ')
    const stages = `$${params.length + 1}::text[]`
    return tx.sql.unsafe<BoardRow[]>(
      `select s.stage, coalesce(c.count, 0)::int as count, p.*
       from unnest(${stages}) with ordinality as s(stage, place)
       left join (select status, count(*) as count from b2b_requests r where ${those} group by status) c
         on c.status = s.stage
       left join lateral (
         select ${requestColumns} from b2b_requests r where ${those} and r.status = s.stage
         order by r.created_at desc, r.id desc limit ${Math.trunc(query.limit) + 1}
       ) p on true
       order by s.place, p.created_at desc, p.id desc`,
      [...params, [...requestStatuses]] as never[],
    )
  })
  const columns = requestStatuses.map((status) => {
    const own = rows.filter((row) => row.stage === status)
    const requests = own.filter((row) => row.id !== null)
    const shown = requests.slice(0, query.limit)
    const last = shown.at(-1)
    const nextCursor = requests.length > query.limit && last ? cursorAt('newest', last) : null
    return { status, count: own[0]?.count ?? 0, data: shown.map(rowToRequest), nextCursor }
  })
  return { total: columns.reduce((sum, column) => sum + column.count, 0), columns }
}
