import { matchRun } from '@cartie/shared/jobs/match-run'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { maxMatchTries, type MatchTask } from './claim.ts'

/**
 * Gives tasks back that failed, due again after a while, twice as long each time; what was tried often enough is set
 * aside. A stale fence changes nothing. Throws `forbidden`.
 */
export async function failMatchTasks(
  ctx: Context,
  tasks: readonly MatchTask[],
  error: unknown,
): Promise<void> {
  requirePermission(ctx, 'requests.write')
  const told = (error instanceof Error ? error.message : String(error)).slice(0, 500)
  const afterMs = 1000 * 2 ** Math.max(...tasks.map((task) => task.attempts))
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update match_tasks m set error = ${told},
        lease_until = case when m.attempts < ${maxMatchTries} then clock_timestamp() + ${afterMs} * interval '1 ms' end
      from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t(id bigint, fence bigint)
      where m.workspace_id = ${ctx.workspaceId} and m.id = t.id and m.fence = t.fence`
    if (count) tx.wake(matchRun, { workspaceId: ctx.workspaceId }, { delayMs: afterMs })
  })
}
