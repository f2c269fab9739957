import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { isOfColleagues, type TalkRow } from '../talk/talk-row.ts'
import { answerPress, toChat } from '../talk/to-chat.ts'
import { changeRequestStatus } from './change-status.ts'
import { getRequest } from './get.ts'
import { readOneRequest } from './read.ts'
import { cardOffers, requestCard } from './request-card.ts'
import { readRequestPress } from './request-press.ts'
import { requestUrl } from './request-url.ts'

const stale: Record<Language, string> = {
  uk: 'Ця кнопка вже не діє: запит змінився.',
  ru: 'Эта кнопка уже не действует: запрос изменился.',
  en: 'This button has had its time: the request has changed.',
}
const refused: Record<Language, string> = {
  uk: 'Так можна лише в чаті адміністраторів бота.',
  ru: 'Так можно только в чате администраторов бота.',
  en: 'That works in the chat of the bot’s administrators alone.',
}

/**
 * A press on a button of a request's card. Only presses in a chat of colleagues count, and only a move that is
 * still allowed; every press is answered. Undefined for any other update.
 */
export async function pressRequest(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const asked = callback && readRequestPress(callback.data)
  if (!callback || !asked) return undefined
  const { requestId, to } = asked
  const { language } = talk
  const answer = (text?: string) => answerPress(talk, callback.id, text)
  if (!isOfColleagues(talk)) return [answer(refused[language])]
  const name = update.sender?.name ?? 'Telegram'
  try {
    const { status, version } = await readOneRequest(ctx, tx, requestId)
    if (!cardOffers(status, to)) return [answer(stale[language])]
    await changeRequestStatus({ ...ctx, actor: { ...ctx.actor, name } }, requestId, { status: to, version })
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'conflict' && error.code !== 'not_found')) throw error
    return [answer(stale[language])]
  }
  const request = await getRequest(ctx, requestId)
  const by = to === 'COLLECTING_VARIANTS' ? name : undefined
  const card = requestCard(request, request.lead, { language, url: requestUrl(ctx, requestId), by })
  const edit = { message_id: callback.messageId, ...card }
  return [answer(), ...(callback.messageId === undefined ? [] : [toChat(talk, 'editMessageText', edit)])]
}
