import { hookChannel, telegramLane, whatsappChannel, whatsappLane } from '@cartie/shared/domain/delivery-lane'
import { AppError } from '@cartie/shared/errors'
import { pingEvent } from '@cartie/shared/integrations/ping-event'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { toDeliveryDetail } from '../delivery/delivery-row.ts'
import { findChannel } from '../car-post/find-channel.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { readDelivery } from '../delivery/read-delivery.ts'
import type { IntegrationRow } from './integration-row.ts'
import { lockIntegration } from './lock.ts'

/**
 * Sends a test event, whatever the integration's status and events are: once, and beside what waits. Returns the
 * delivery, which tells the answer once it has ended. Throws `not_found`, and
 * `conflict` where no bot may post.
 */
export async function pingIntegration(ctx: Context, id: string): Promise<DeliveryDetail> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    const row = await lockIntegration(ctx, tx, id)
    const ping = await pingOf(ctx, tx, row)
    const [sent] = await enqueueDeliveries({ ...ctx, tx }, [
      { ...ping, integrationId: id, priority: 'answer' },
    ])
    return toDeliveryDetail(await readDelivery(ctx, tx, sent!.id))
  })
}

type Ping = Pick<NewDelivery, 'channel' | 'lane' | 'botId' | 'request'>

function pingOf(ctx: Context, tx: Tx, row: IntegrationRow): Ping | Promise<Ping> {
  if (row.type === 'TELEGRAM_CHANNEL') return channelPing(ctx, tx, row)
  return row.type === 'WHATSAPP' ? numberPing(row.id) : hookPing(row.id)
}

/** WhatsApp is asked about the number: no client sees anything of that. */
const numberPing = (id: string): Ping => ({
  channel: whatsappChannel,
  lane: whatsappLane(id, 'test'),
  request: { method: 'phone_number', params: {} },
})

const hookPing = (id: string): Ping => ({
  channel: hookChannel,
  lane: hookLane(id, true),
  request: {
    method: pingEvent,
    params: { id: `msg_${uuidV7()}`, type: pingEvent, timestamp: new Date().toISOString(), data: {} },
  },
})

/** Telegram is asked about the channel: its readers see nothing of that. */
async function channelPing(ctx: Context, tx: Tx, { config }: IntegrationRow): Promise<Ping> {
  const channel = await findChannel(ctx, tx, String(config.channelId))
  if (!channel)
    throw new AppError('conflict', 'No bot may post in this channel now. Make it an administrator there.')
  const { botId, chatId: chat_id } = channel
  return { lane: telegramLane(botId, chat_id), botId, request: { method: 'getChat', params: { chat_id } } }
}
