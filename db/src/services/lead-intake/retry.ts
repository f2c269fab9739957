import { notFound } from '@cartie/shared/errors'
import { leadCapture } from '@cartie/shared/jobs/lead-capture'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Lets an intake that was set aside be tried once more. Throws `not_found` where there is none such. */
export async function retryIntake(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'leads.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update lead_intakes set status = 'pending', attempts = 0, lease_until = null, done_at = null
      where workspace_id = ${ctx.workspaceId} and id = ${id} and status = 'set_aside'`
    if (!count) throw notFound('intake')
    tx.wake(leadCapture, { workspaceId: ctx.workspaceId })
  })
}
