import { matchRun } from '@cartie/shared/jobs/match-run'
import { claimMatchTasks } from '@cartie/db/services/match/claim'
import { failMatchTasks } from '@cartie/db/services/match/fail'
import { findWaitingMatch } from '@cartie/db/services/match/find-waiting'
import { runMatchTasks } from '@cartie/db/services/match/run'
import { handle, type JobHandler } from '../handler.ts'

/** One wake-up works for so long before it lets others have its place. */
const turnMs = 3000

/** Compares a workspace's waiting cars and requests, claim by claim, for one turn; then rings for the rest. */
export function matchRequests({ leaseMs }: { leaseMs: number }): JobHandler {
  const run: JobHandler<typeof matchRun.payload>['run'] = async ({ workspaceId }, tools) => {
    const ctx = tools.context(workspaceId)
    const until = performance.now() + turnMs
    for (;;) {
      if (tools.draining() || tools.signal.aborted) return
      const tasks = await claimMatchTasks(ctx, { leaseMs })
      if (!tasks.length) return
      try {
        await runMatchTasks(ctx, tasks)
      } catch (error) {
        tools.log.warn({ err: error, tasks: tasks.map((task) => task.id) }, 'cars not compared')
        await failMatchTasks(ctx, tasks, error)
      }
      if (tools.isGuest) return
      if (performance.now() > until)
        return tools.db.wakeAll([{ job: matchRun, payload: { workspaceId }, delayMs: 0 }])
    }
  }
  return handle(matchRun, run, findWaitingMatch)
}
