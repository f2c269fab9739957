import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { maxIntakeTries, type ClaimedIntake } from './claim.ts'

const permanent = new Set(['invalid', 'unprocessable', 'not_found', 'conflict'])

/**
 * Writes down why a try failed: what no further try can help is set aside at once, like what was tried often
 * enough; the rest waits a while, twice as long each time. Returns in how many milliseconds it is due, or null.
 */
export async function failIntake(
  ctx: Context,
  intake: ClaimedIntake,
  error: unknown,
): Promise<number | null> {
  requirePermission(ctx, 'leads.write')
  const hopeless = error instanceof AppError && permanent.has(error.code)
  const setAside = hopeless || intake.attempts >= maxIntakeTries
  const afterMs = 1000 * 2 ** intake.attempts
  const told = error instanceof AppError ? error.message : 'It could not be stored.'
  await withTx(
    ctx,
    ({ sql }) => sql`
      update lead_intakes set error = ${told.slice(0, 500)},
        status = ${setAside ? 'set_aside' : 'pending'}, done_at = ${setAside ? sql`now()` : null},
        lease_until = clock_timestamp() + ${afterMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${intake.id} and status = 'pending'`,
  )
  return setAside ? null : afterMs
}
