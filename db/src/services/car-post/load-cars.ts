import type { PostedCar } from '@cartie/shared/integrations/car-post'
import type { Context, Tx } from '../../context.ts'

/** A car with its post, if it has one. */
export interface CarWithPost extends PostedCar {
  id: string
  /** It came after the channel was connected. */
  isNew: boolean
  post: {
    botId: string
    chatId: string
    /** Whether it is a photo with a caption: one that could not be had was left out. */
    hasPhoto: boolean
    shown: string
    deliveryId: string
    editDeliveryId: string | null
    /** Where the delivery of the post stands, or of the copy that a person sent in its place. */
    state: string | null
    messageId: number | null
  } | null
}

/** Cars of an integration by their ids, in the order in which they came. */
export function loadCars(
  ctx: Context,
  { sql }: Tx,
  integrationId: string,
  listingIds: readonly string[],
): Promise<CarWithPost[]> {
  return sql<CarWithPost[]>`
    select l.id, l.title, l.make, l.model, l.year, l.price_minor::float8 as "priceMinor", l.currency,
      l.previous_price_minor::float8 as "previousPriceMinor", l.previous_currency as "previousCurrency",
      l.mileage_km as "mileageKm", l.location, l.fuel, l.transmission, l.body_type as "bodyType", l.drive,
      l.engine_volume_l as "engineVolumeL", l.color, l.images[1] as photo, l.status,
      l.deleted_at is not null as "isDeleted",
      l.first_seen_at >= i.created_at as "isNew",
      case when p.listing_id is not null then jsonb_build_object('botId', p.bot_id, 'chatId', p.chat_id,
        'hasPhoto', p.has_photo and coalesce(d.error->>'code', '') <> 'file', 'shown', p.shown, 'deliveryId', d.id, 'editDeliveryId', p.edit_delivery_id,
        'state', d.state, 'messageId', (d.result->>'messageId')::bigint) end as post
    from car_listings l join integrations i on i.workspace_id = l.workspace_id and i.id = ${integrationId}
    left join car_posts p on p.workspace_id = l.workspace_id and p.listing_id = l.id
      and p.integration_id = ${integrationId}
    left join lateral (
      select d.id, d.state, d.result, d.error from deliveries d where d.id = p.delivery_id or d.resend_of = p.delivery_id
      order by d.seq desc limit 1) d on true
    where l.workspace_id = ${ctx.workspaceId} and l.id = any (${listingIds as string[]}::uuid[])
    order by l.first_seen_at, l.id`
}
