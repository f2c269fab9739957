import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** After so many tries without an end, an intake is set aside: it takes its worker down, or nobody can store it. */
export const maxIntakeTries = 5

/** One intake in the hands of a worker. */
export interface ClaimedIntake {
  id: string
  given: unknown
  attempts: number
}

/**
 * Takes the next intakes of the workspace that wait, for so long; each take is counted before it is tried. Those
 * that were taken too often without an end are set aside.
 */
export async function claimIntakes(
  ctx: Context,
  input: { limit: number; leaseMs: number },
): Promise<ClaimedIntake[]> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async ({ sql }) => {
    const open = sql`workspace_id = ${ctx.workspaceId} and status = 'pending'
      and (lease_until is null or lease_until < clock_timestamp())`
    await sql`
      update lead_intakes set status = 'set_aside', done_at = now(),
        error = coalesce(error, 'It was tried five times and never came to an end.')
      where ${open} and attempts >= ${maxIntakeTries}`
    const rows = await sql<(ClaimedIntake & { created_at: string; seq: number })[]>`
      with next as (
        select id from lead_intakes where ${open}
        order by created_at, seq limit ${input.limit} for update skip locked)
      update lead_intakes i set attempts = i.attempts + 1,
        lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 ms'
      from next where i.id = next.id
      returning i.id, i.given, i.attempts, i.created_at, i.seq`
    return rows.toSorted((a, b) => a.created_at.localeCompare(b.created_at) || a.seq - b.seq)
  })
}
