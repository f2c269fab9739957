import type { z } from 'zod'
import type { BulkReply, ListingBulk } from '@cartie/shared/schemas/listing'
import type { ListingStatus } from '@cartie/shared/domain/car'

export type UndoRow = z.infer<typeof BulkReply>['undo'][number]

/** The most cars that one bulk call takes. */
export const bulkLimit = 1000

/** Splits ids into calls of at most `bulkLimit`. */
export function bulkCalls(ids: readonly string[], action: ListingBulk['action']): ListingBulk[] {
  const calls: ListingBulk[] = []
  for (let at = 0; at < ids.length; at += bulkLimit)
    calls.push({ ids: ids.slice(at, at + bulkLimit), action })
  return calls
}

/**
 * The bulk calls that bring every car back to what it was before `action`: a delete is restored, a restore
 * is deleted again, and each former status is written to the cars that had it.
 */
export function undoCalls(action: ListingBulk['action'], before: readonly UndoRow[]): ListingBulk[] {
  if (action.kind === 'delete')
    return bulkCalls(
      idsWhere(before, (row) => !row.deleted),
      { kind: 'restore' },
    )
  if (action.kind === 'restore')
    return bulkCalls(
      idsWhere(before, (row) => row.deleted),
      { kind: 'delete' },
    )
  const byStatus = new Map<ListingStatus, string[]>()
  for (const row of before) {
    if (row.status === action.status) continue
    byStatus.set(row.status, [...(byStatus.get(row.status) ?? []), row.id])
  }
  return [...byStatus].flatMap(([status, ids]) => bulkCalls(ids, { kind: 'status', status }))
}

const idsWhere = (rows: readonly UndoRow[], keep: (row: UndoRow) => boolean): string[] =>
  rows.filter(keep).map((row) => row.id)
