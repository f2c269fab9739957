import { outerChannels } from '@cartie/shared/domain/delivery-lane'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/**
 * A lane that is due and free, in another workspace than the given one: each such workspace has the same chance.
 * @param outer whether it is one of those that have a queue of their own
 */
export async function findWaitingLane(
  db: Db,
  than: { workspaceId: string },
  { outer = false }: { outer?: boolean } = {},
): Promise<{ workspaceId: string; lane: string } | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ workspaceId: string; lane: string }[]>`
      select w.id as "workspaceId", first.lane from workspaces w cross join lateral (
        select d.lane from deliveries d
          left join delivery_lanes l on l.workspace_id = d.workspace_id and l.lane = d.lane
        where d.workspace_id = w.id and d.state = 'pending' and d.run_at <= clock_timestamp()
          and (l.lease_until is null or l.lease_until < clock_timestamp())
          and (l.paused_until is null or l.paused_until <= clock_timestamp())
          and (d.channel = any (${[...outerChannels]}::text[])) = ${outer}
          and (${outer} or not exists (select from deliveries a
            where a.lane = d.lane and a.seq < d.seq and a.state in ('pending', 'sending')))
        order by d.seq limit 1) first
      where w.id <> ${than.workspaceId} order by random() limit 1`
    return row
  })
}
