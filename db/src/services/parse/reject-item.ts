import { AppError, notFound } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { ParseItem } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { moveCount } from './move-count.ts'
import { toParseItem, type ParseItemRow } from './parse-row.ts'

/** Leaves a held result out of the inventory. Throws `not_found`, and `conflict` where nothing is held. */
export async function rejectParseItem(
  ctx: Context,
  input: { parseId: string; itemId: string },
  language: Language,
): Promise<ParseItem> {
  requirePermission(ctx, 'parses.write')
  return withTx(ctx, async (tx) => {
    const item = await heldItem(tx, input)
    const [row] = await tx.sql<[ParseItemRow]>`
      update parse_items set review = 'rejected' where id = ${input.itemId} returning *`
    await moveCount(tx, input.parseId, item, row)
    return toParseItem(row, language)
  })
}

/** Locks an item that waits for a person. */
export async function heldItem(tx: Tx, input: { parseId: string; itemId: string }): Promise<ParseItemRow> {
  const [row] = await tx.sql<ParseItemRow[]>`
    select * from parse_items where id = ${input.itemId} and parse_id = ${input.parseId} for update`
  if (!row) throw notFound('item')
  if (row.review !== 'pending') {
    throw new AppError(
      'conflict',
      'This result does not wait for a decision: it was saved, left out, or never held.',
    )
  }
  return row
}
