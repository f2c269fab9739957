import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { sayTelegram } from '../talk/say-telegram.ts'
import { adminCard } from './admin-card.ts'
import { linkMark } from './link-mark.ts'
import { readVariants } from './variant-row.ts'

interface Place {
  bot_id: string
  admin_chat_id: string
  language: Language
  code: string
  title: string
  file_ids: string[]
}

/**
 * Tells those who run the bot of a car that came from outside: its photos, and a card with buttons. It is the bot by
 * which the car came, else that of the request, else the first that has such a chat. What the house adds itself it knows.
 */
export async function announceVariant(ctx: Context, tx: Tx, variantId: string): Promise<void> {
  const [place] = await tx.sql<Place[]>`
    select b.id as bot_id, b.admin_chat_id, b.language, r.code, r.title,
      case when v.bot_id = b.id then v.file_ids else '{}' end as file_ids
    from request_variants v
      join b2b_requests r on r.workspace_id = v.workspace_id and r.id = v.request_id
      join bot_configs b on b.workspace_id = v.workspace_id and b.enabled and b.deleted_at is null
        and b.admin_chat_id is not null
    where v.workspace_id = ${ctx.workspaceId} and v.id = ${variantId}
      and (v.source in ('telegram', 'page', 'api') or (v.source = 'forward' and v.partner_id is not null))
    order by b.id = v.bot_id desc nulls last, b.id = r.bot_id desc nulls last, b.created_at limit 1`
  if (!place) return
  const [variant] = await readVariants(ctx, tx, { ids: [variantId] })
  if (!variant) return
  const files = place.file_ids.filter((file) => file !== linkMark)
  const photos = [...variant.photos, ...files].slice(0, 10)
  const notice = {
    lane: telegramLane(place.bot_id, place.admin_chat_id),
    botId: place.bot_id,
    priority: 'notice' as const,
    policy: 'repeat' as const,
  }
  const deliveries: NewDelivery[] = [
    {
      ...notice,
      dedupKey: `variant-card ${variantId}`,
      request: {
        method: 'sendMessage',
        params: {
          chat_id: place.admin_chat_id,
          ...adminCard(variant, place, ctx.db.publicUrl, place.language),
        },
      },
    },
  ]
  if (photos.length)
    deliveries.unshift({
      ...notice,
      dedupKey: `variant-photos ${variantId}`,
      request: sayTelegram(place.admin_chat_id, { type: 'send', text: '', photos }).request,
    })
  await enqueueDeliveries({ ...ctx, tx }, deliveries)
}
