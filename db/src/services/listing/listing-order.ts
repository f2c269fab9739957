import { AppError } from '@cartie/shared/errors'
import type { listingSorts } from '@cartie/shared/filters/listing-filter'
import { z } from 'zod'
import type { ListingRow } from './listing-row.ts'

export type ListingSort = (typeof listingSorts)[number]

/** One order of the inventory: its columns in the order of the index that serves it, the last one unique. */
export interface ListingOrder {
  columns: readonly (readonly [column: keyof ListingRow & string, type: string])[]
  direction: 'asc' | 'desc'
  /** The column without which a listing stands at the end; absent where none is nullable. */
  nullable?: keyof ListingRow & string
}

const byId = ['id', 'uuid'] as const
const byPrice = [['currency', 'text'], ['price_minor', 'bigint'], byId] as const

/** Prices of one currency stand together: amounts of two currencies have no order. */
export const listingOrders: Record<ListingSort, ListingOrder> = {
  newest: { columns: [['first_seen_at', 'timestamptz'], byId], direction: 'desc' },
  price_asc: { columns: byPrice, direction: 'asc', nullable: 'price_minor' },
  price_desc: { columns: byPrice, direction: 'desc', nullable: 'price_minor' },
  year_desc: { columns: [['year', 'int'], byId], direction: 'desc', nullable: 'year' },
  mileage_asc: { columns: [['mileage_km', 'int'], byId], direction: 'asc', nullable: 'mileage_km' },
}

/** Where a page ended: the sort values of its last row. */
export type Place = (string | number | null)[]

const Cursor = z.tuple([z.string(), z.array(z.union([z.string().max(100), z.number(), z.null()])).max(4)])

/** The place of a row in an order, as an opaque text. */
export function cursorAt(sort: ListingSort, row: ListingRow): string {
  const place = listingOrders[sort].columns.map(([column]) => row[column])
  return Buffer.from(JSON.stringify([sort, place])).toString('base64url')
}

const shapes: Record<string, RegExp> = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  timestamptz: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/,
  int: /^-?\d{1,9}$/,
  bigint: /^-?\d{1,18}$/,
  text: /^[A-Z]{3}$/,
}

/** Reads a cursor back. Throws `invalid` for what was not made by `cursorAt` for the same order. */
export function readCursor(sort: ListingSort, cursor: string): Place {
  const { columns, nullable } = listingOrders[sort]
  try {
    const [madeFor, place] = Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    const fits = columns.every(([column, type], i) => {
      const value = place[i]
      return value === null ? nullable !== undefined && column !== 'id' : shapes[type]!.test(String(value))
    })
    if (madeFor === sort && place.length === columns.length && fits) return place
  } catch {
    // What can't be read is refused below, like what doesn't fit.
  }
  const message = 'Take the cursor from the page before, with the same sort.'
  throw new AppError('invalid', 'This cursor does not belong to this list.', {
    errors: [{ pointer: '/cursor', code: 'cursor', message }],
  })
}
