import { AppError } from '@cartie/shared/errors'
import { requestPriorities } from '@cartie/shared/domain/request-criteria'
import type { requestSorts } from '@cartie/shared/filters/request-filter'
import { z } from 'zod'
import type { Tx } from '../../context.ts'
import type { Conditions } from '../lead/lead-filter.ts'
import { requestColumns, type RequestRow } from './request-row.ts'

export type RequestSort = (typeof requestSorts)[number]

interface RequestOrder {
  /** What it is by, as SQL with its type, and as a row has it. */
  key: string
  type: 'timestamptz' | 'int'
  of: (row: RequestRow) => string | number
  direction: 'asc' | 'desc'
}

const closed = (row: RequestRow) => row.status === 'WON' || row.status === 'LOST'

/** The orders of the table; within the same key by the moment at which they came, in the same direction. */
const orders: Record<RequestSort, RequestOrder> = {
  newest: { key: 'r.created_at', type: 'timestamptz', of: (row) => row.created_at, direction: 'desc' },
  oldest: { key: 'r.created_at', type: 'timestamptz', of: (row) => row.created_at, direction: 'asc' },
  deadline: {
    // What is over is late no longer.
    key: `case when r.status in ('WON', 'LOST') then 'infinity' else coalesce(r.deadline_at, 'infinity') end`,
    type: 'timestamptz',
    of: (row) => (closed(row) ? 'infinity' : (row.deadline_at ?? 'infinity')),
    direction: 'asc',
  },
  priority: {
    key: `array_position(array['${requestPriorities.join("','")}'], r.priority)`,
    type: 'int',
    of: (row) => requestPriorities.indexOf(row.priority) + 1,
    direction: 'desc',
  },
}

const instant = z.string().regex(/^(infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/)
const Cursor = z.tuple([z.string(), z.union([instant, z.number().int()]), instant, z.uuid()])

/** The place of a row in an order, as an opaque text. */
export const cursorAt = (sort: RequestSort, row: RequestRow): string =>
  Buffer.from(JSON.stringify([sort, orders[sort].of(row), row.created_at, row.id])).toString('base64url')

function readCursor(sort: RequestSort, cursor: string): (string | number)[] {
  try {
    const [madeFor, key, ...rest] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (madeFor === sort && (typeof key === 'number') === (orders[sort].type === 'int')) return [key, ...rest]
  } catch {
    // What can't be read is refused below, like what doesn't fit.
  }
  throw new AppError('invalid', 'This cursor does not belong to this list.', {
    errors: [
      {
        pointer: '/query/cursor',
        code: 'cursor',
        message: 'Take the cursor from the page before, with the same sort.',
      },
    ],
  })
}

/** One page of an order after a cursor, and the cursor of the next one. Throws `invalid` for a foreign cursor. */
export async function readPage(
  tx: Tx,
  { where, params }: Conditions,
  page: { sort: RequestSort; cursor?: string | undefined; limit: number },
): Promise<{ rows: RequestRow[]; nextCursor: string | null }> {
  const { key, type, direction } = orders[page.sort]
  const all = [...where]
  const values: unknown[] = [...params]
  if (page.cursor !== undefined) {
    const [at, created, id] = readCursor(page.sort, page.cursor)
    const places = `$${values.push(at)}::${type}, $${values.push(created)}::timestamptz, $${values.push(id)}::uuid`
    all.push(`(${key}, r.created_at, r.id) ${direction === 'asc' ? '>' : '<'} (${places})`)
  }
  const rows = await tx.sql.unsafe<RequestRow[]>(
    `select ${requestColumns} from b2b_requests r where ${all.join(' and ')}
     order by ${key} ${direction}, r.created_at ${direction}, r.id ${direction} limit ${Math.trunc(page.limit) + 1}`,
    values as never[],
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > page.limit && last ? cursorAt(page.sort, last) : null }
}
