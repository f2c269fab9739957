import type { ListingStatus } from '@cartie/shared/domain/car'
import { postUrl, type PostPlace } from '@cartie/shared/domain/post-url'
import type { Context, Tx } from '../../context.ts'

/** A car of the inventory that a post offers already. */
export interface KnownCar {
  id: string
  canonicalUrl: string | null
  status: ListingStatus
}

/** The cars that a post has brought, also those that a reader of its public page found first. */
export async function knownCars(
  ctx: Context,
  tx: Tx,
  place: PostPlace | undefined,
  ids: readonly string[] = [],
): Promise<KnownCar[]> {
  const { chatId = null, messageId = null } = place ?? {}
  return tx.sql<KnownCar[]>`
    select id, canonical_url as "canonicalUrl", status from car_listings
    where workspace_id = ${ctx.workspaceId} and deleted_at is null and (id = any (${ids as string[]}::uuid[])
      or (source_chat_id = ${chatId} and source_message_id = ${messageId})
      or canonical_url = ${place ? postUrl(place) : null})`
}
