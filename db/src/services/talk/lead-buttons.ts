import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { changeLeadStatus } from '../lead/change-status.ts'
import { getLead } from '../lead/get.ts'
import { leadCard } from './admin-notice.ts'
import { readMove } from './lead-move.ts'
import { isOfColleagues, type TalkRow } from './talk-row.ts'
import { answerPress, toChat } from './to-chat.ts'

const stale: Record<Language, string> = {
  uk: 'Ця кнопка вже не діє: лід змінився.',
  ru: 'Эта кнопка уже не действует: лид изменился.',
  en: 'This button has had its time: the lead has changed.',
}
const refused: Record<Language, string> = {
  uk: 'Так можна лише в чаті адміністраторів бота.',
  ru: 'Так можно только в чате администраторов бота.',
  en: 'That works in the chat of the bot’s administrators alone.',
}

/**
 * A press on a button of a lead's card. Only presses in a chat of colleagues count, and only a move that is
 * still allowed; every press is answered. Undefined for any other update.
 */
export async function pressLead(
  ctx: Context,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const move = callback && readMove(callback.data)
  if (!callback || !move) return undefined
  const { leadId, to } = move
  const answer = (text?: string) => ({ ...answerPress(talk, callback.id, text), leadId })
  if (!isOfColleagues(talk)) return [answer(refused[talk.language])]
  const person = update.sender
  const actor = { ...ctx, actor: { ...ctx.actor, name: person?.name ?? 'Telegram' } }
  try {
    await changeLeadStatus(actor, leadId, { status: to })
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'not_found')) throw error
    return [answer(stale[talk.language])]
  }
  const lead = await getLead(ctx, leadId)
  if (callback.messageId === undefined) return [answer()]
  const edit = { message_id: callback.messageId, ...leadCard(lead, talk.language) }
  return [answer(), { ...toChat(talk, 'editMessageText', edit), leadId }]
}
