import { channelOfLane, whatsappChannel } from '@cartie/shared/domain/delivery-lane'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import { integrationOfLane } from '@cartie/shared/integrations/hook-lane'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { followReceipts } from '../whatsapp/follow-receipts.ts'
import type { LaneHold, Step } from './lane-hold.ts'
import { forwardLane } from './move-lane.ts'
import { releaseLane } from './release-lane.ts'
import { takeNext } from './take-next.ts'

/** After so many tries that nobody saw the end of, a repeated delivery is left to a person. */
const maxLost = 5
/** Events have so many tries by their schedule alone, and their receivers know a repeat. */
const maxLostEvents = 20

const lost = JSON.stringify({ code: 'lost', message: 'Whoever sent it ended before the answer came' })

/**
 * Takes a lane under a lease, by the database's clock, and begins its next delivery if one is due.
 * Undefined where somebody holds it or it is paused: its holder looks again before it lets go, and a pause has rung for
 * its end. What a holder before left as being sent may have arrived: it becomes `unknown`, or is due again where twice
 * is better than never.
 */
export async function claimLane(
  ctx: Context,
  input: { lane: string; leaseMs: number; limits: LaneLimits },
): Promise<{ hold: LaneHold; step: Step } | undefined> {
  const { lane, leaseMs, limits } = input
  return withTx(ctx, async (tx) => {
    // Not "skip locked": whoever waits here sees what the holder committed, so that no wake-up falls between the two.
    const [row] = await tx.sql<{ fence: number; moved_to: string | null; lost: Lost[] | null }[]>`
      with claimed as (
        insert into delivery_lanes as l (workspace_id, lane, lease_until, fence)
        values (${ctx.workspaceId}, ${lane}, clock_timestamp() + ${leaseMs} * interval '1 ms', 1)
        on conflict (workspace_id, lane) do update
          set lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms', fence = l.fence + 1
          where (l.lease_until is null or l.lease_until < clock_timestamp())
            and (l.paused_until is null or l.paused_until <= clock_timestamp())
        returning fence, moved_to
      ), lost as (
        update deliveries d set state = n.state, lease_until = null, run_at = now(),
          ended_at = case n.state when 'unknown' then now() end, error = ${lost}::jsonb,
          tries = case when d.integration_id is null then d.tries
            else coalesce(d.tries, '[]') || (${lost}::jsonb || jsonb_build_object('at', d.sending_at)) end
        from claimed, (
          select id, case when policy = 'repeat' and attempts < ${integrationOfLane(lane) === undefined ? maxLost : maxLostEvents} then 'pending' else 'unknown' end as state
          from deliveries where workspace_id = ${ctx.workspaceId} and lane = ${lane} and state = 'sending') n
        where d.id = n.id and d.state = 'sending'
        returning d.id, d.session_id as "sessionId", d.state
      )
      select fence::float8 as fence, moved_to, (select jsonb_agg(lost) from lost where state = 'unknown') as lost
      from claimed`
    if (!row) return undefined
    for (const { id, sessionId } of row.lost ?? [])
      tx.record('delivery.unknown', { deliveryId: id, sessionId })
    if (row.lost && channelOfLane(lane) === whatsappChannel)
      await followReceipts(
        ctx,
        tx,
        row.lost.map(({ id }) => id),
      )
    const hold = { lane, fence: row.fence, leaseMs, limits }
    if (row.moved_to === null) return { hold, step: await takeNext(ctx, tx, hold) }
    await forwardLane(ctx, tx, lane, row.moved_to)
    await releaseLane(ctx, tx, hold)
    return { hold, step: { do: 'end' } }
  })
}

interface Lost {
  id: string
  sessionId: string | null
}
