import { AppError } from '@cartie/shared/errors'
import type { leadSorts } from '@cartie/shared/filters/lead-filter'
import { z } from 'zod'
import type { Tx } from '../../context.ts'
import type { Conditions } from './lead-filter.ts'
import { leadColumns, type LeadRow } from './lead-row.ts'

export type LeadSort = (typeof leadSorts)[number]

interface LeadOrder {
  column: 'created_at' | 'last_interaction_at'
  direction: 'asc' | 'desc'
}

/** The orders of the table, each with an index; the id tells apart what came at one moment. */
const orders: Record<LeadSort, LeadOrder> = {
  newest: { column: 'created_at', direction: 'desc' },
  oldest: { column: 'created_at', direction: 'asc' },
  active: { column: 'last_interaction_at', direction: 'desc' },
}

const Cursor = z.tuple([
  z.string(),
  z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
  z.uuid(),
])

/** The place of a row in an order, as an opaque text. */
export const cursorAt = (sort: LeadSort, row: LeadRow): string =>
  Buffer.from(JSON.stringify([sort, row[orders[sort].column], row.id])).toString('base64url')

function readCursor(sort: LeadSort, cursor: string): [at: string, id: string] {
  try {
    const [madeFor, at, id] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    if (madeFor === sort) return [at, id]
  } catch {
    // What can't be read is refused below, like what doesn't fit.
  }
  const message = 'Take the cursor from the page before, with the same sort.'
  throw new AppError('invalid', 'This cursor does not belong to this list.', {
    errors: [{ pointer: '/query/cursor', code: 'cursor', message }],
  })
}

/** One page of an order after a cursor, and the cursor of the next one. Throws `invalid` for a foreign cursor. */
export async function readPage(
  tx: Tx,
  { where, params }: Conditions,
  page: { sort: LeadSort; cursor?: string | undefined; limit: number },
): Promise<{ rows: LeadRow[]; nextCursor: string | null }> {
  const { column, direction } = orders[page.sort]
  const all = [...where]
  const values = [...params]
  if (page.cursor !== undefined) {
    const [at, id] = readCursor(page.sort, page.cursor)
    const places = [`$${values.push(at)}::timestamptz`, `$${values.push(id)}::uuid`]
    all.push(`(${column}, id) ${direction === 'asc' ? '>' : '<'} (${places.join(', ')})`)
  }
  // Planned anew each time: which index is best depends on the values.
  const rows = await tx.sql.unsafe<LeadRow[]>(
    `select ${leadColumns.join(', ')} from leads
     where ${all.join(' and ')} order by ${column} ${direction}, id ${direction} limit ${Math.trunc(page.limit) + 1}`,
    values as never[],
  )
  const shown = rows.slice(0, page.limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > page.limit && last ? cursorAt(page.sort, last) : null }
}
