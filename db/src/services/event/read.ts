import type { EventName } from '@cartie/shared/event'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A place in the order in which events become visible. */
export interface EventPlace {
  txid: bigint
  id: bigint
}

export interface EventRow extends EventPlace {
  workspaceId: string
  name: EventName
  payload: unknown
  /** ISO 8601, UTC. */
  at: string
}

/** The end of the order now: everything that commits from here on lies behind it. */
export function eventHead(db: Db): Promise<EventPlace> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ txid: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as txid`
    return { txid: BigInt(row!.txid), id: 0n }
  })
}

/**
 * Up to `limit` events behind a place, in their order, of one workspace or of all.
 * Only events below the oldest open transaction of the Postgres server (of its other databases too) are told:
 * so no late commit can slip in before them.
 */
export function readEvents(
  db: Db,
  { after, workspaceId, limit }: { after: EventPlace; workspaceId?: string; limit: number },
): Promise<EventRow[]> {
  return withSystemTx(db, async ({ sql }) => {
    const rows = await sql<
      { txid: string; id: string; workspace_id: string; name: EventName; payload: unknown; at: string }[]
    >`
      select txid::text, id::text, workspace_id, name, payload, at from events
      where (txid, id) > (${String(after.txid)}::text::xid8, ${String(after.id)}::text::bigint)
        and txid < pg_snapshot_xmin(pg_current_snapshot())
        ${workspaceId ? sql`and workspace_id = ${workspaceId}` : sql``}
      order by txid, id limit ${limit}`
    return rows.map((r) => ({
      txid: BigInt(r.txid),
      id: BigInt(r.id),
      workspaceId: r.workspace_id,
      name: r.name,
      payload: r.payload,
      at: new Date(r.at).toISOString(),
    }))
  })
}
