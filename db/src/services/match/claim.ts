import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** After so many tries without an end, a task is set aside: it takes its worker down, or can't be done. */
export const maxMatchTries = 5
const tasksPerClaim = 10

/** A task in the hands of a worker. */
export interface MatchTask {
  id: string
  fence: number
  attempts: number
}

/**
 * Takes the next tasks of the workspace that are due under a lease, by the database's clock; none while another worker
 * holds some, for that one looks again. What has failed before is taken alone, so that it takes nobody along. Throws
 * `forbidden`.
 */
export async function claimMatchTasks(ctx: Context, { leaseMs }: { leaseMs: number }): Promise<MatchTask[]> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async ({ sql }) => {
    const due = sql`workspace_id = ${ctx.workspaceId} and (lease_until is null or lease_until < clock_timestamp())`
    const next = await sql<{ id: string; attempts: number; busy: boolean }[]>`
      select id, attempts, exists (
        select from match_tasks where workspace_id = ${ctx.workspaceId} and attempts > 0 and error is null
          and lease_until > clock_timestamp()) as busy
      from match_tasks where ${due} and attempts < ${maxMatchTries}
      order by id limit ${tasksPerClaim} for update skip locked`
    await sql`
      update match_tasks set lease_until = null, error = 'It was tried five times and never came to an end.'
      where ${due} and attempts >= ${maxMatchTries} and error is null`
    const [first] = next
    if (!first || first.busy) return []
    const taken = first.attempts ? [first] : next.filter((task) => !task.attempts)
    return sql<MatchTask[]>`
      update match_tasks set attempts = attempts + 1, fence = fence + 1, error = null,
        lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id in ${sql(taken.map((task) => task.id))}
      returning id, fence::float8 as fence, attempts`
  })
}
