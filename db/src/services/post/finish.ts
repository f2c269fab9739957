import type { ExtractedCar, ListingStatus } from '@cartie/shared/domain/car'
import type { PostOutcome, PostReason } from '@cartie/shared/domain/post-outcome'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { markStatus } from '../listing/mark-sold.ts'
import { saveCars, type SavedCar } from '../listing/save-cars.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import type { ClaimedPost } from './claim.ts'
import { endedCard } from './post-card.ts'

/** What a worker has read of a post. */
export interface PostReading {
  /** What is to be saved. */
  cars: ExtractedCar[]
  /** What a text that names no car says of those that it offered before. */
  status?: ListingStatus | undefined
  /** Why some or all of it is not saved, or not whole. */
  reason: PostReason | null
}

/**
 * Writes what was read of a claimed post in one transaction: its cars, its end, and a word to who forwarded it.
 * False, and nothing is changed, where the claim was taken over or the post was edited. Throws `forbidden`.
 * @param carUrl the page of a car, for people
 */
export async function finishPost(
  ctx: Context,
  post: ClaimedPost,
  reading: PostReading,
  carUrl: (listingId: string) => string,
): Promise<boolean> {
  requirePermission(ctx, 'listings.write')
  return withTx(ctx, async (tx) => {
    const [held] = await tx.sql<{ chat_id: string; card_message_id: number | null }[]>`
      select chat_id, card_message_id::float8 from posts
      where workspace_id = ${ctx.workspaceId} and id = ${post.id} and fence = ${post.fence} and state = 'pending'
      for update`
    if (!held) return false
    const inTx = { ...ctx, tx }
    const { listingIds, outcome } = await save(inTx, tx, post, reading)
    await tx.sql`
      update posts set state = 'done', outcome = ${outcome}, reason = ${reading.reason}, lease_until = null,
        listing_ids = ${listingIds}::uuid[], handled_at = now() where id = ${post.id}`
    tx.record('post.changed', { postId: post.id, botId: post.botId })
    if (held.card_message_id !== null) {
      const to = { botId: post.botId, chatId: held.chat_id, messageId: held.card_message_id }
      const end = { outcome, reason: reading.reason, listingIds, carUrl }
      await enqueueDeliveries(inTx, [await endedCard(inTx, tx, to, end)])
    }
    return true
  })
}

async function save(
  ctx: Context,
  tx: Tx,
  post: ClaimedPost,
  { cars, status }: PostReading,
): Promise<{ listingIds: string[]; outcome: PostOutcome }> {
  if (!cars.length) {
    const listingIds = post.known.map((car) => car.id)
    if (status === undefined) return { listingIds, outcome: 'refused' }
    const marked = await markStatus(ctx, tx, listingIds, status)
    return { listingIds, outcome: (marked ? endOf(status) : undefined) ?? 'unchanged' }
  }
  const seenAt = new Date().toISOString()
  const input = { cars, parseId: null, sample: false, seenAt, newStatus: post.rules.status }
  const saved = await saveCars(ctx, tx, input)
  const listingIds = [...new Set(saved.map((car) => car.listingId))]
  return { listingIds, outcome: outcomeOf(saved, cars) }
}

/** The strongest outcome of the cars; a change by which all of them left the market is told by its name. */
function outcomeOf(saved: readonly SavedCar[], cars: readonly ExtractedCar[]): PostOutcome {
  const outcome =
    (['saved', 'changed'] as const).find((one) => saved.some((car) => car.outcome === one)) ?? 'unchanged'
  const [first] = cars
  const status = cars.every((car) => car.fields.status === first?.fields.status)
    ? first?.fields.status
    : undefined
  return outcome === 'changed' ? (endOf(status) ?? outcome) : outcome
}

const endOf = (status: ListingStatus | undefined) =>
  status === 'SOLD' ? 'sold' : status === 'RESERVED' ? 'reserved' : undefined
