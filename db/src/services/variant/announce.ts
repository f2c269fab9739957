import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { requestUrl } from '../request/request-url.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import { tellingBot } from '../talk/telling-bot.ts'
import { adminCard } from './admin-card.ts'
import { linkMark } from './link-mark.ts'
import { readVariants } from './variant-row.ts'

interface FromOutside {
  own_bot: string | null
  request_bot: string | null
  owner_id: string | null
  code: string
  title: string
  file_ids: string[]
}

/**
 * Tells the request's owner, or else those who run the bot, of a car that came from outside: its photos, and a card
 * with buttons. It is the bot by which the car came, else that of the request, else the first that has such a chat.
 * What the house adds itself it knows.
 */
export async function announceVariant(ctx: Context, tx: Tx, variantId: string): Promise<void> {
  const [told] = await tx.sql<FromOutside[]>`
    select v.bot_id as own_bot, r.bot_id as request_bot, r.owner_id, r.code, r.title, v.file_ids
    from request_variants v join b2b_requests r on r.workspace_id = v.workspace_id and r.id = v.request_id
    where v.workspace_id = ${ctx.workspaceId} and v.id = ${variantId}
      and (v.source in ('telegram', 'page', 'api') or (v.source = 'forward' and v.partner_id is not null))`
  const bot =
    told &&
    (await tellingBot(ctx, tx, {
      kind: 'offer',
      bots: [told.own_bot, told.request_bot],
      ownerId: told.owner_id,
    }))
  const [variant] = bot ? await readVariants(ctx, tx, { ids: [variantId] }) : []
  if (!bot || !variant) return
  // Telegram's names of files are good for the bot that they came by.
  const files = told.own_bot === bot.botId ? told.file_ids.filter((file) => file !== linkMark) : []
  const photos = [...variant.photos, ...files].slice(0, 10)
  const notice = {
    lane: telegramLane(bot.botId, bot.chatId),
    botId: bot.botId,
    priority: 'notice' as const,
    policy: 'repeat' as const,
  }
  const page = requestUrl(ctx, variant.requestId, 'variants')
  const deliveries: NewDelivery[] = [
    {
      ...notice,
      dedupKey: `variant-card ${variantId}`,
      request: {
        method: 'sendMessage',
        params: { chat_id: bot.chatId, ...adminCard(variant, told, page, bot.language) },
      },
    },
  ]
  if (photos.length)
    deliveries.unshift({
      ...notice,
      dedupKey: `variant-photos ${variantId}`,
      request: sayTelegram(bot.chatId, { type: 'send', text: '', photos }).request,
    })
  await enqueueDeliveries({ ...ctx, tx }, deliveries)
}
