import { leadMoves } from '@cartie/shared/domain/lead-status'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import type { Lead } from '@cartie/shared/schemas/lead'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { moveData } from './lead-move.ts'
import type { TalkRow } from './talk-row.ts'

type Words = Record<Language, string>

const titles: Record<Lead['kind'], Words> = {
  BUY: { uk: 'Лід', ru: 'Лид', en: 'Lead' },
  SELL: { uk: 'Продає авто', ru: 'Продаёт авто', en: 'Sells a car' },
}
const statusWords: Record<Lead['status'], Words> = {
  NEW: { uk: 'Новий', ru: 'Новый', en: 'New' },
  CONTACTED: { uk: 'Зв’язалися', ru: 'Связались', en: 'Contacted' },
  IN_PROGRESS: { uk: 'У роботі', ru: 'В работе', en: 'In progress' },
  WON: { uk: 'Угода', ru: 'Сделка', en: 'Won' },
  LOST: { uk: 'Втрачено', ru: 'Потеряно', en: 'Lost' },
}

/** A lead in Telegram's HTML, with a button for each stage that it may go to. */
export function leadCard(lead: Lead, language: Language) {
  const car = [lead.make, lead.model, lead.yearFrom && `${lead.yearFrom}+`].filter(Boolean).join(' ')
  const amount = lead.budget ? (lead.budget.max ?? lead.budget.min) : null
  const budget = amount === null ? '' : `${amount} ${lead.budget?.currency}`
  const lines = [
    `<b>${titles[lead.kind][language]} ${escapeHtml(lead.code)}</b> · ${statusWords[lead.status][language]}`,
    escapeHtml(lead.name),
    lead.phone ? `<code>${escapeHtml(lead.phone)}</code>` : '',
    lead.telegramUsername ? `@${escapeHtml(lead.telegramUsername)}` : '',
    escapeHtml(lead.request ?? ''),
    escapeHtml([car, budget, lead.city].filter(Boolean).join(' · ')),
  ]
  const buttons = leadMoves[lead.status].map((to) => ({
    text: statusWords[to][language],
    callback_data: moveData(lead.id, to),
  }))
  return {
    text: lines.filter(Boolean).join('\n'),
    reply_markup: { inline_keyboard: buttons.map((button) => [button]) },
  }
}

/** A message to the chat of those who run the bot; none where there is no such chat. */
export function adminNotice(
  { adminChatId, botId }: Pick<TalkRow, 'adminChatId' | 'botId'>,
  params: Record<string, unknown>,
  leadId?: string,
): NewDelivery[] {
  if (adminChatId === null) return []
  return [
    {
      lane: telegramLane(botId, adminChatId),
      botId,
      ...(leadId === undefined ? {} : { leadId }),
      request: { method: 'sendMessage', params: { chat_id: adminChatId, ...params } },
      priority: 'notice',
      policy: 'repeat',
    },
  ]
}
