import { outerChannels } from '@cartie/shared/domain/delivery-lane'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A lane that was rung for is not rung for again within this time. */
const ringAgainS = 5
/** So many at once: what is forgotten by thousands must not push aside what has just come. */
const lanesAtOnce = 500

/**
 * Wakes lanes whose first delivery is due and that nobody holds: the ring was lost, or the holder is gone and its lease
 * ran out. What it left behind, the next holder judges. Returns how many were woken.
 * @param outer whether those are looked for that have a queue of their own
 */
export async function wakeForgottenLanes(
  db: Db,
  { outer = false }: { outer?: boolean } = {},
): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const lanes = await tx.sql<{ workspace_id: string; lane: string }[]>`
      with first as (
        select distinct on (workspace_id, lane) workspace_id, lane, state, run_at, priority
        from deliveries
        where state in ('pending', 'sending') and (channel = any (${[...outerChannels]}::text[])) = ${outer}
        order by workspace_id, lane, (state = 'sending') desc, case when ${outer} then run_at end, seq
      ), forgotten as (
        select f.workspace_id, f.lane from first f
        left join delivery_lanes l using (workspace_id, lane)
        where (f.state = 'sending' or f.run_at < clock_timestamp() - interval '1 second')
          and (l.lease_until is null or l.lease_until < clock_timestamp())
          and (l.paused_until is null or l.paused_until <= clock_timestamp())
          and (l.woken_at is null or l.woken_at < now() - ${ringAgainS} * interval '1 second')
        order by f.priority desc, f.run_at limit ${lanesAtOnce}
      )
      insert into delivery_lanes (workspace_id, lane, woken_at)
      select workspace_id, lane, now() from forgotten order by workspace_id, lane
      on conflict (workspace_id, lane) do update set woken_at = now()
      returning workspace_id, lane`
    for (const { workspace_id: workspaceId, lane } of lanes) tx.wake(laneAdvance(lane), { workspaceId, lane })
    return lanes.length
  })
}
