import type { Language } from '@cartie/shared/schemas/common'
import type { ParseItem } from '@cartie/shared/schemas/parse'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { lockItem } from './lock-item.ts'
import { moveCount } from './move-count.ts'
import { toParseItem, type ParseItemRow } from './parse-row.ts'

/** Takes a rejection back: the result waits for a decision again. Throws `not_found`, and `conflict` where nothing was rejected. */
export async function restoreParseItem(
  ctx: Context,
  input: { parseId: string; itemId: string },
  language: Language,
): Promise<ParseItem> {
  requirePermission(ctx, 'parses.write')
  return withTx(ctx, async (tx) => {
    const item = await lockItem(tx, input, 'rejected')
    const [row] = await tx.sql<[ParseItemRow]>`
      update parse_items set review = 'pending' where id = ${input.itemId} returning *`
    await moveCount(tx, input.parseId, item, row)
    return toParseItem(row, language)
  })
}
