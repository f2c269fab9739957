import type { LeadForm } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { drawCode } from '../../draw-code.ts'
import { acceptIntakes } from './accept.ts'

/**
 * Accepts what a visitor sent, with the moment of their consent. Returns a new code by which the lead is found later,
 * also where the visitor turns out to be known under another: so it tells nobody who is known. What a robot filled in,
 * which sees the field that people don't, is dropped: the answer is the same.
 */
export function acceptLeadForm(ctx: Context, form: LeadForm): Promise<string> {
  const { website, consent: _consent, workspace: _workspace, ...told } = form
  return withTx(ctx, async (tx) => {
    const inside = { ...ctx, tx }
    const toldCode = await drawCode(inside, 'lead')
    if (website) return toldCode
    const consentAt = new Date().toISOString()
    await acceptIntakes(inside, [{ ...told, toldCode, source: 'form', consentAt }])
    return toldCode
  })
}
