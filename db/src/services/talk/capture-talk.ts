import type { LeadDraft, RequestDraft } from '@cartie/shared/scenario/effect'
import { toMajor } from '@cartie/shared/domain/money'
import type { Lead } from '@cartie/shared/schemas/lead'
import type { Context } from '../../context.ts'
import { captureLead } from '../lead/capture.ts'
import type { TalkRow } from './talk-row.ts'

/** Makes or enriches a lead of what a talk found out, within the open transaction. */
export async function captureTalk(ctx: Context, talk: TalkRow, draft: LeadDraft): Promise<Lead> {
  const { lead } = await captureLead(ctx, {
    source: 'telegram',
    kind: draft.leadType,
    ...(draft.name === undefined ? {} : { name: draft.name }),
    phone: draft.phone ?? null,
    telegramUserId: talk.telegramUserId,
    telegramName: talk.title,
    telegramUsername: draft.username ?? null,
    language: draft.language,
    city: draft.city ?? null,
    campaign: draft.campaign ?? null,
    request: [draft.interest, draft.notes].filter(Boolean).join('\n') || null,
    make: draft.make ?? null,
    model: draft.model ?? null,
    yearFrom: draft.yearMin ?? null,
    budget: budgetOf(draft.budget),
    listingId: draft.carId ?? null,
    contactId: talk.contactId,
    botId: talk.botId,
    sessionId: talk.id,
    sourceChatId: talk.chatId,
  })
  return lead
}

/** A wish for a car is its person's lead: what it asks for is in the lead, and its code is the wish's number. */
export const wishOf = (talk: TalkRow, draft: RequestDraft): LeadDraft => ({
  leadType: 'BUY',
  name: talk.title,
  interest: [draft.title, draft.description, draft.quantity && `× ${draft.quantity}`]
    .filter(Boolean)
    .join('\n'),
  ...(draft.budget ? { budget: draft.budget } : {}),
  ...(draft.city === undefined ? {} : { city: draft.city }),
  ...(draft.make === undefined ? {} : { make: draft.make }),
  ...(draft.model === undefined ? {} : { model: draft.model }),
  ...(draft.yearMin === undefined ? {} : { yearMin: draft.yearMin }),
  photos: [],
  language: draft.language,
})

const budgetOf = (budget: LeadDraft['budget']) =>
  budget ? { min: null, max: toMajor(budget.amountMinor, budget.currency), currency: budget.currency } : null
