import type { BulkReply, ListingBulk } from '@cartie/shared/schemas/listing'
import type { EventName } from '@cartie/shared/event'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { queueMatching } from '../match/queue.ts'
import { markSoldItems } from '../proposal/mark-sold.ts'
import { typedBy } from './person-fields.ts'

type Changed = z.infer<typeof BulkReply>['undo'][number]

/**
 * One change for up to 1,000 cars, in one statement. A status is locked like any value that a person wrote.
 * Cars that are so already, and ids that are unknown here, are passed over; the reply tells how the changed
 * ones were before.
 */
export async function bulkListings(
  ctx: Context,
  { ids, action }: ListingBulk,
): Promise<z.infer<typeof BulkReply>> {
  requirePermission(ctx, action.kind === 'status' ? 'listings.write' : 'listings.delete')
  return withTx(ctx, async (tx) => {
    const undo = await change(ctx, tx, ids, action)
    const listingIds = undo.map((row) => row.id)
    if (listingIds.length) tx.record(eventOf[action.kind], { listingIds })
    await markSoldItems(ctx, tx, listingIds)
    await queueMatching(ctx, tx, { listingIds })
    return { changed: undo.length, undo }
  })
}

const eventOf = {
  status: 'listing.changed',
  delete: 'listing.deleted',
  restore: 'listing.restored',
} as const satisfies Record<ListingBulk['action']['kind'], EventName>

async function change(
  ctx: Context,
  tx: Tx,
  ids: string[],
  action: ListingBulk['action'],
): Promise<Changed[]> {
  const { sql } = tx
  const [where, set] =
    action.kind === 'delete'
      ? [sql`deleted_at is null`, sql`deleted_at = now()`]
      : action.kind === 'restore'
        ? [sql`deleted_at is not null`, sql`deleted_at = null`]
        : [sql`deleted_at is null and status <> ${action.status}`, setStatus(tx, action.status)]
  const rows = await sql<Changed[]>`
    with before as (
      select id, status, deleted_at is not null as deleted from car_listings
      where workspace_id = ${ctx.workspaceId} and id = any (${ids}::uuid[]) and ${where}
      order by id for update
    )
    update car_listings l set ${set}, version = l.version + 1, updated_at = now()
    from before where l.workspace_id = ${ctx.workspaceId} and l.id = before.id
    returning before.id, before.status, before.deleted`
  return [...rows]
}

function setStatus({ sql }: Tx, status: string) {
  const origin = JSON.stringify({ status: typedBy(status, new Date().toISOString()) })
  return sql`status = ${status}, provenance = l.provenance || jsonb_build_object('over', coalesce(l.provenance -> 'over', '{}') || ${origin}::jsonb), conflicts = l.conflicts - 'status',
    locked_fields = array_append(array_remove(l.locked_fields, 'status'), 'status'),
    content_hash = '!' || ltrim(l.content_hash, '!')`
}
