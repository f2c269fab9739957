import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { mediaPath } from '@cartie/shared/domain/media-path'
import { AppError, notFound } from '@cartie/shared/errors'
import { carLine } from '@cartie/shared/scenario/car-card'
import { escapeHtml, plainOfHtml } from '@cartie/shared/scenario/html'
import type { ChatSend } from '@cartie/shared/schemas/chat-send'
import type { Language } from '@cartie/shared/schemas/common'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { spokenLanguage } from '../talk/language-of-talk.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import { carsById } from '../talk/search-stock.ts'
import { sayWhatsapp } from '../whatsapp/say-whatsapp.ts'
import { takeOver } from './steer.ts'

interface ChatRow {
  bot_id: string | null
  chat_id: string
  said: unknown
  telegram: string | null
  bot: Language
  integration_id: string | null
  is_open: boolean
  template: string | null
  template_language: string | null
  template_text: string | null
}

/**
 * A person writes into a chat: a text with photos, and cars of the inventory each as a photo with its line. The bot
 * falls silent until the chat is given back. Throws `not_found`; `invalid` for a car or a photo that is not of this
 * workspace; `conflict` for what WhatsApp would not take.
 */
export async function sendToChat(
  ctx: Context,
  id: string,
  input: ChatSend,
): Promise<{ deliveryIds: string[] }> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const [chat] = await tx.sql<ChatRow[]>`
      select s.bot_id, s.chat_id, s.state -> 'language' as said, c.language as telegram,
        coalesce(b.language, 'uk') as bot, s.integration_id, coalesce(s.answerable_until > now(), false) as is_open,
        i.config ->> 'templateName' as template, i.config ->> 'templateLanguage' as template_language,
        i.config ->> 'templateText' as template_text
      from bot_sessions s left join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id
        left join integrations i on i.workspace_id = s.workspace_id and i.id = s.integration_id
        left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
      where s.workspace_id = ${ctx.workspaceId} and s.id = ${id}`
    if (!chat) throw notFound('chat')
    await takeOver(ctx, tx, id)
    const cars = await carsById(ctx, tx, input.listingIds)
    if (cars.length !== input.listingIds.length) {
      throw new AppError('invalid', 'One of these cars is not in this inventory.', {
        errors: [{ pointer: '/listingIds', code: 'unknown', message: 'Choose cars of this inventory.' }],
      })
    }
    const photos = await photoPaths(ctx, tx, input.photoIds ?? [])
    const says = [
      ...(input.text || photos.length ? [{ text: escapeHtml(input.text ?? ''), photos }] : []),
      ...cars.map((car) => ({
        text: carLine(car, spokenLanguage(chat)),
        photos: car.photo ? [car.photo] : [],
      })),
    ]
    const rows =
      chat.bot_id === null ? toNumber(ctx, id, chat, input, says) : toBot(ctx, id, chat.bot_id, chat, says)
    if (!rows.length) throw new AppError('conflict', 'WhatsApp could not fetch these photos from here.')
    const sent = await enqueueDeliveries({ ...ctx, tx }, rows)
    await tx.sql`
      update bot_sessions set unread = 0, last_message_at = now(),
        last_text = ${(rows.at(-1)?.message?.text ?? '').slice(0, 200)}
      where workspace_id = ${ctx.workspaceId} and id = ${id}`
    await tx.sql`
      update leads set first_answer_at = coalesce(first_answer_at, now())
      where workspace_id = ${ctx.workspaceId} and session_id = ${id} and deleted_at is null`
    tx.record('chat.changed', { sessionId: id })
    return { deliveryIds: sent.map((row) => row.id) }
  })
}

interface Said {
  /** Telegram's HTML. */
  text: string
  photos: string[]
}

const authorOf = (ctx: Context) => ctx.actor.id ?? ctx.actor.kind

const toBot = (
  ctx: Context,
  id: string,
  botId: string,
  { chat_id }: ChatRow,
  says: readonly Said[],
): NewDelivery[] =>
  says.map(({ text, photos }) => {
    const { request, message } = sayTelegram(chat_id, { type: 'send', text, photos })
    return {
      lane: telegramLane(botId, chat_id),
      botId,
      sessionId: id,
      request,
      message: { ...message, author: authorOf(ctx) },
      priority: 'answer',
    }
  })

const toNumber = (
  ctx: Context,
  id: string,
  chat: ChatRow,
  { template = false }: ChatSend,
  says: readonly Said[],
): NewDelivery[] =>
  sayWhatsapp(
    {
      id,
      chatId: chat.chat_id,
      integrationId: chat.integration_id,
      isOpen: chat.is_open,
      template: { name: chat.template, language: chat.template_language, text: chat.template_text },
    },
    {
      says: says.map(({ text, photos }) => ({ text: plainOfHtml(text), photos })),
      asTemplate: template,
      author: authorOf(ctx),
      publicUrl: ctx.db.publicUrl,
    },
  )

/** Where photos lie that were added before, in the order of their ids. */
async function photoPaths(ctx: Context, tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return []
  const known = await tx.sql<{ id: string }[]>`
    select id from media where workspace_id = ${ctx.workspaceId} and id in ${tx.sql(ids)}`
  if (ids.some((id) => !known.some((row) => row.id === id))) {
    throw new AppError('invalid', 'One of these photos is not kept here. Add it again.', {
      errors: [{ pointer: '/photoIds', code: 'unknown', message: 'Add the photo again.' }],
    })
  }
  return ids.map(mediaPath)
}
