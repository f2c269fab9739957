import { AppError } from '@cartie/shared/errors'
import { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { captureLead, type Captured } from '../lead/capture.ts'
import { keepFormWish } from '../request/keep-form-wish.ts'
import type { ClaimedIntake } from './claim.ts'

/**
 * Captures a claimed intake in one transaction that also ends it, so that a second try of the same one does
 * nothing: null where somebody else ended it. Throws `unprocessable` for what can never be captured.
 */
export async function captureIntake(ctx: Context, { id, given }: ClaimedIntake): Promise<Captured | null> {
  requirePermission(ctx, 'leads.write')
  const read = LeadCapture.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new AppError('unprocessable', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no lead'}`)
  }
  return withTx(ctx, async (tx) => {
    const mine = await tx.sql`
      select from lead_intakes
      where workspace_id = ${ctx.workspaceId} and id = ${id} and status = 'pending' for update`
    if (!mine.length) return null
    const captured = await captureLead({ ...ctx, tx }, read.data)
    await keepFormWish(ctx, tx, captured.lead, read.data)
    await tx.sql`
      update lead_intakes set status = 'done', done_at = now(), error = null, lease_until = null,
        lead_id = ${captured.lead.id}, outcome = ${captured.outcome}
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    return captured
  })
}
