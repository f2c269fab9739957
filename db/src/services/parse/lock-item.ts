import { AppError, notFound } from '@cartie/shared/errors'
import type { Tx } from '../../context.ts'
import type { ParseItemRow } from './parse-row.ts'

const otherwise = {
  pending: 'This result does not wait for a decision: it was saved, left out, or never held.',
  rejected: 'This result was not left out.',
}

/** Locks an item whose review stands at `review`. Throws `not_found`, and `conflict` where it stands otherwise. */
export async function lockItem(
  tx: Tx,
  input: { parseId: string; itemId: string },
  review: keyof typeof otherwise,
): Promise<ParseItemRow> {
  const [row] = await tx.sql<ParseItemRow[]>`
    select * from parse_items where id = ${input.itemId} and parse_id = ${input.parseId} for update`
  if (!row) throw notFound('item')
  if (row.review !== review) throw new AppError('conflict', otherwise[review])
  return row
}
