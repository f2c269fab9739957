import { randomBytes } from 'node:crypto'
import { shortCode, codeBytes } from '@cartie/shared/domain/short-code'
import type { LeadForm } from '@cartie/shared/schemas/lead-intake'
import type { Context } from '../../context.ts'
import { acceptIntakes } from './accept.ts'

/**
 * Accepts what a visitor sent, with the moment of their consent. Returns a new code by which the lead is found later,
 * also where the visitor turns out to be known under another: so it tells nobody who is known. What a robot filled in,
 * which sees the field that people don't, is dropped: the answer is the same.
 */
export async function acceptLeadForm(ctx: Context, form: LeadForm): Promise<string> {
  const { website, consent: _consent, workspace: _workspace, ...told } = form
  const toldCode = shortCode('lead', randomBytes(codeBytes))
  if (website) return toldCode
  await acceptIntakes(ctx, [{ ...told, toldCode, source: 'form', consentAt: new Date().toISOString() }])
  return toldCode
}
