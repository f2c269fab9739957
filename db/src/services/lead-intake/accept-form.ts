import type { LeadForm } from '@cartie/shared/schemas/lead-intake'
import type { Context } from '../../context.ts'
import { acceptIntakes } from './accept.ts'

/**
 * Accepts what a visitor sent, with the moment of their consent. What a robot filled in, which sees the field
 * that people don't, is dropped: the answer is the same.
 */
export async function acceptLeadForm(ctx: Context, form: LeadForm): Promise<void> {
  const { website, consent: _consent, workspace: _workspace, ...told } = form
  if (website) return
  await acceptIntakes(ctx, [{ ...told, source: 'form', consentAt: new Date().toISOString() }])
}
