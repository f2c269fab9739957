import { toMinor } from '@cartie/shared/domain/money'
import { Language } from '@cartie/shared/schemas/common'
import type { Lead } from '@cartie/shared/schemas/lead'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import type { Context, Tx } from '../../context.ts'
import { keepWish } from './keep-wish.ts'

/**
 * What a visitor of the public page wants becomes a draft request once it says which car, or for how much; all else
 * they say stays their lead's alone. Tables and scripts bring leads, not requests.
 */
export async function keepFormWish(ctx: Context, tx: Tx, lead: Lead, given: LeadCapture): Promise<void> {
  if (given.source !== 'form' || (given.kind ?? 'BUY') !== 'BUY') return
  const { make, model, budget } = given
  if (!make && !model && !budget) return
  const minor = (major: number | null | undefined) =>
    budget && major != null ? toMinor(major, budget.currency) : null
  const { id: leadId, ownerId, sessionId, botId } = lead
  await keepWish(
    ctx,
    tx,
    { source: 'form', leadId, ownerId, sessionId, botId },
    {
      kind: 'BUY',
      text: given.request || null,
      make,
      model,
      yearFrom: given.yearFrom,
      yearTo: given.yearTo,
      budgetMinMinor: minor(budget?.min),
      budgetMaxMinor: minor(budget?.max),
      currency: budget?.currency,
      city: given.city,
      language: Language.safeParse(given.language).data,
    },
  )
}
