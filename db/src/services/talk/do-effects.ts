import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Effect } from '@cartie/shared/scenario/effect'
import type { TalkEvent } from '@cartie/shared/scenario/event'
import type { Value } from '@cartie/shared/scenario/value'
import type { Context, Tx } from '../../context.ts'
import { broadcastFromTalk } from '../broadcast/from-talk.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { loadRequest } from '../variant/load-request.ts'
import { submitOffer } from '../variant/submit.ts'
import { adminNotice, leadCard } from './admin-notice.ts'
import { captureTalk } from './capture-talk.ts'
import { ownRequests, requestTalk } from './request-talk.ts'
import { sayTelegram } from './say-telegram.ts'
import { searchStock } from './search-stock.ts'
import type { TalkRow } from './talk-row.ts'
import { answerPress } from './to-chat.ts'

/** What a turn has gathered so far, to be written at its end. */
export interface Gathered {
  deliveries: NewDelivery[]
  calls: { token: string; kind: 'http' | 'search'; request: Effect }[]
  /** ISO 8601; null: no timer runs. */
  timerAt: string | null
  handedOff: boolean
  tags: string[]
  language: string | null
}

/**
 * Does one effect of the engine within the turn's transaction. Returns the event that answers it at once, if it
 * asks something that the database knows.
 */
export async function doEffect(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  effect: Effect,
  to: Gathered,
): Promise<TalkEvent | undefined> {
  const answer = (token: string, value: Value, ok = true): TalkEvent => ({ type: 'result', token, ok, value })
  const call = (method: string, params: Record<string, unknown>) =>
    to.deliveries.push({ ...lineTo(talk), request: { method, params }, policy: 'repeat' })
  switch (effect.type) {
    case 'send':
      to.deliveries.push({ ...lineTo(talk), ...sayTelegram(talk.chatId, effect) })
      return
    case 'edit':
      call('editMessageReplyMarkup', { chat_id: talk.chatId, message_id: effect.messageId })
      return
    case 'answerCallback': {
      const { callbackId, text } = effect
      to.deliveries.push({ ...answerPress(talk, callbackId, text), sessionId: talk.id })
      return
    }
    case 'startTimer':
      to.timerAt = effect.at
      return
    case 'cancelTimer':
      to.timerAt = null
      return
    case 'search': {
      const found = await searchStock(ctx, tx, effect.filters, effect.limit)
      if (found.cars.length >= effect.enough || !effect.where.includes('sites'))
        return answer(effect.token, found)
      to.calls.push({ token: effect.token, kind: 'search', request: effect })
      return
    }
    case 'captureLead': {
      const lead = await captureTalk(ctx, talk, effect.lead)
      to.deliveries.push(...adminNotice(talk, leadCard(lead, talk.language), lead.id))
      return answer(effect.token, { code: lead.code, leadId: lead.id })
    }
    case 'createRequest': {
      const { request, notices } = await requestTalk(ctx, tx, talk, effect.request)
      to.deliveries.push(...notices)
      return answer(effect.token, { requestId: request.id, code: request.code })
    }
    case 'listRequests':
      return answer(effect.token, await ownRequests(ctx, tx, talk, effect.limit))
    case 'submitOffer':
      return submitOffer(ctx, tx, talk, effect)
    case 'loadRequest':
      return answer(effect.token, await loadRequest(ctx, tx, effect.requestId))
    case 'notifyAdmin':
      to.deliveries.push(...adminNotice(talk, { text: effect.text }))
      return
    case 'tag':
      to.tags.push(...effect.tags)
      return
    case 'httpRequest':
      to.calls.push({ token: effect.token, kind: 'http', request: effect })
      return
    case 'channelPost':
      to.deliveries.push(...(await channelPosts(ctx, tx, talk, effect)))
      return
    case 'broadcast':
      await broadcastFromTalk(ctx, tx, talk, effect)
      return
    case 'handoff':
      to.handedOff = true
      return
    case 'setLanguage':
      to.language = effect.language
  }
}

const lineTo = (talk: TalkRow) => ({
  lane: telegramLane(talk.botId, talk.chatId),
  botId: talk.botId,
  sessionId: talk.id,
  priority: 'answer' as const,
})

/** Posts into the channels of the bot: those that are named, or all in which it may post. */
async function channelPosts(
  ctx: Context,
  tx: Tx,
  { botId }: TalkRow,
  post: { channel: string; text: string; photos: string[] },
): Promise<NewDelivery[]> {
  const channels = await tx.sql<{ chat_id: string }[]>`
    select chat_id from bot_channels
    where workspace_id = ${ctx.workspaceId} and bot_id = ${botId} and can_post and kind = 'channel'
      and (${post.channel} = '' or chat_id = ${post.channel} or lower(username) = lower(ltrim(${post.channel}, '@')))
    order by created_at limit 50`
  return channels.map(({ chat_id }) => ({
    lane: telegramLane(botId, chat_id),
    botId,
    priority: 'broadcast' as const,
    request: sayTelegram(chat_id, { type: 'send', text: post.text, photos: post.photos }).request,
  }))
}
