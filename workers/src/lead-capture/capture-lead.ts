import { intakesPerClaim, leadCapture } from '@cartie/shared/jobs/lead-capture'
import { captureIntake } from '@cartie/db/services/lead-intake/capture'
import { claimIntakes } from '@cartie/db/services/lead-intake/claim'
import { failIntake } from '@cartie/db/services/lead-intake/fail'
import { handle, type JobHandler } from '../handler.ts'

/** One wake-up works for so long before it lets others have its place. */
const turnMs = 5000

/** Captures a workspace's waiting intakes, claim by claim, for one turn; then rings for the rest. */
export function captureLeads({ leaseMs }: { leaseMs: number }): JobHandler {
  return handle(leadCapture, async ({ workspaceId }, tools) => {
    const ctx = tools.context(workspaceId)
    const ringAgain = (delayMs: number) =>
      tools.db.wakeAll([{ job: leadCapture, payload: { workspaceId }, delayMs }])
    const until = performance.now() + turnMs
    for (;;) {
      if (tools.draining() || tools.signal.aborted) return
      const claimed = await claimIntakes(ctx, { limit: intakesPerClaim, leaseMs })
      if (!claimed.length) return
      for (const intake of claimed) {
        try {
          await captureIntake(ctx, intake)
        } catch (error) {
          tools.log.warn({ err: error, intakeId: intake.id }, 'intake not captured')
          const afterMs = await failIntake(ctx, intake, error)
          if (afterMs !== null) await ringAgain(afterMs)
        }
      }
      if (performance.now() > until) return ringAgain(0)
    }
  })
}
