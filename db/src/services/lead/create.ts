import type { CapturedLead, LeadCreate } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { captureLead } from './capture.ts'
import { requireAssignee } from './require-assignee.ts'

/**
 * Adds a lead by hand or from a script. Where the person is a lead already, that one learns what is new, unless
 * `separate` asks for one of its own. Throws `invalid` for an owner who is nobody here.
 */
export async function createLead(ctx: Context, input: LeadCreate): Promise<CapturedLead> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    await requireAssignee(ctx, tx, input.ownerId ?? null, '/ownerId')
    const source = ctx.actor.kind === 'apiKey' ? 'api' : 'manual'
    const { lead, outcome } = await captureLead({ ...ctx, tx }, { ...input, source })
    return { ...lead, outcome }
  })
}
