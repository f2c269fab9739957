import type { Tx } from '../../context.ts'
import type { ParseItemRow } from './parse-row.ts'
import { countedAs } from './counted-as.ts'

/** Counts an item under what it became by a person's decision instead of what it was. */
export async function moveCount(
  tx: Tx,
  parseId: string,
  was: Pick<ParseItemRow, 'status' | 'review'>,
  is: Pick<ParseItemRow, 'status' | 'review'>,
): Promise<void> {
  const [from, to] = [countedAs(was), countedAs(is)]
  await tx.sql`
    update parses set counts = counts
      || jsonb_build_object(${from}::text, coalesce((counts ->> ${from})::int, 0) - 1)
      || jsonb_build_object(${to}::text, coalesce((counts ->> ${to})::int, 0) + 1)
    where id = ${parseId} and ${from} <> ${to}`
}
