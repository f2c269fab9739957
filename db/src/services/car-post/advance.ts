import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { carPostText, isOffered, isPosted } from '@cartie/shared/integrations/car-post'
import { ChannelRule } from '@cartie/shared/integrations/telegram-channel'
import type { OwnTexts } from '@cartie/shared/texts/registry'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { readOwnTexts } from '../text/read-own.ts'
import { findChannel, type PostChannel } from './find-channel.ts'
import { loadCars, type CarWithPost } from './load-cars.ts'
import { editDelivery, photoOf, postRequest } from './post-delivery.ts'

const mostAtOnce = 50
/** A post that is being sent right now can be edited soon. */
const soonS = 2
/** Whoever has posted enough today looks again so much later. */
const laterS = 15 * 60

interface Work {
  ctx: Context
  tx: Tx
  id: string
  rule: ChannelRule
  channel: PostChannel
  texts: OwnTexts
}

/**
 * Brings an integration's posts to what their cars are now, in one transaction under its row: cars that fit the rule and
 * have no post get one, posts that say something else are edited, behind themselves in their lane. Returns whether there
 * is more to be done at once.
 */
export async function advanceCarPosts(ctx: Context, id: string): Promise<boolean> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<{ config: unknown }[]>`
      select config from integrations
      where workspace_id = ${ctx.workspaceId} and id = ${id} and status = 'active' and type = 'TELEGRAM_CHANNEL'
      for no key update`
    const rule = ChannelRule.safeParse(row?.config).data
    const channel = rule && (await findChannel(ctx, tx, rule.channelId))
    if (!rule) return false
    if (!channel) return noChannel(ctx, tx, id)
    // One that is being written now is left to the wake-up of whoever writes it.
    const tasks = await tx.sql<{ listing_id: string }[]>`
      delete from car_post_tasks t using (
        select listing_id from car_post_tasks where integration_id = ${id} and due_at <= clock_timestamp()
        order by due_at, listing_id limit ${mostAtOnce} for update skip locked) due
      where t.integration_id = ${id} and t.listing_id = due.listing_id
      returning t.listing_id`
    if (!tasks.length) return false
    const cars = await loadCars(
      ctx,
      tx,
      id,
      tasks.map((task) => task.listing_id),
    )
    const texts = await readOwnTexts(ctx, tx)
    const work = { ctx: { ...ctx, tx }, tx, id, rule, channel, texts }
    await follow(
      work,
      cars.filter((car) => car.post),
    )
    await post(
      work,
      cars.filter((car) => !car.post && car.isNew && isPosted(rule, car)),
    )
    return tasks.length === mostAtOnce
  })
}

/** Posts of cars that have changed. */
async function follow(
  { ctx, tx, id, rule, channel, texts }: Work,
  cars: readonly CarWithPost[],
): Promise<void> {
  for (const car of cars) {
    const text = carPostText(car, rule.language, texts)
    const { post } = car
    if (!post || post.shown === text) continue
    const username = isOffered(car) ? channel.username : null
    if (post.state === 'sending') await again(tx, id, [car.id], soonS)
    else if (post.state === 'pending' || post.state === 'held') {
      // Nobody has seen it yet: it says at once what the car is now, or is not said at all.
      const request = postRequest({ ...post, username }, text, post.hasPhoto ? photoOf(car) : undefined)
      const { count } = isOffered(car)
        ? await tx.sql`
            update deliveries set request = ${storableJson(request)}::jsonb
            where id = ${post.deliveryId} and state in ('pending', 'held')`
        : await tx.sql`
            update deliveries set state = 'cancelled', ended_at = now()
            where id = ${post.deliveryId} and state in ('pending', 'held')`
      if (!count) await again(tx, id, [car.id], soonS)
      else if (isOffered(car)) await note(tx, id, car.id, text)
      else await tx.sql`delete from car_posts where integration_id = ${id} and listing_id = ${car.id}`
    } else {
      const [edit] = await enqueueDeliveries(ctx, editDelivery(id, car, { text, username }))
      if (edit) await note(tx, id, car.id, text, edit.id)
    }
  }
}

/** Cars that are posted for the first time; those that are too many for today wait. */
async function post(
  { ctx, tx, id, rule, channel, texts }: Work,
  cars: readonly CarWithPost[],
): Promise<void> {
  if (!cars.length) return
  const [today] = await tx.sql<[{ count: number }]>`
    select count(*)::int as count from car_posts
    where integration_id = ${id} and created_at > now() - interval '1 day'`
  const room = Math.max(0, rule.mostPerDay - today.count)
  await again(
    tx,
    id,
    cars.slice(room).map((car) => car.id),
    laterS,
  )
  const posted = cars.slice(0, room).map((car) => ({ car, text: carPostText(car, rule.language, texts) }))
  const written = await enqueueDeliveries(
    ctx,
    posted.map(({ car, text }) => ({
      lane: telegramLane(channel.botId, channel.chatId),
      botId: channel.botId,
      integrationId: id,
      request: postRequest(channel, text, photoOf(car)),
      priority: 'broadcast' as const,
    })),
  )
  const rows = posted.map(({ car, text }, n) => ({
    listing_id: car.id,
    has_photo: photoOf(car) !== undefined,
    shown: text,
    delivery_id: written[n]!.id,
  }))
  await tx.sql`
    insert into car_posts (workspace_id, integration_id, listing_id, bot_id, chat_id, has_photo, shown, delivery_id)
    select ${ctx.workspaceId}, ${id}, r.listing_id, ${channel.botId}, ${channel.chatId}, r.has_photo, r.shown, r.delivery_id
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r(listing_id uuid, has_photo boolean, shown text, delivery_id uuid)`
}

const note = (tx: Tx, id: string, listingId: string, shown: string, edit?: string) => tx.sql`
  update car_posts set shown = ${shown}, edit_delivery_id = coalesce(${edit ?? null}::uuid, edit_delivery_id)
  where integration_id = ${id} and listing_id = ${listingId}`

async function again(tx: Tx, id: string, listingIds: readonly string[], afterS: number): Promise<void> {
  if (!listingIds.length) return
  await tx.sql`
    insert into car_post_tasks (workspace_id, integration_id, listing_id, due_at)
    select i.workspace_id, i.id, l.id, clock_timestamp() + ${afterS}::float8 * interval '1 s'
    from integrations i, unnest(${listingIds as string[]}::uuid[]) as l(id) where i.id = ${id}`
}

/** What happens waits until a bot may post there again. */
async function noChannel(ctx: Context, tx: Tx, id: string): Promise<false> {
  const error = { code: 'no_channel', message: 'No bot of the workspace may post in this channel' }
  await tx.sql`
    update integrations set failing_since = now(),
      last_error = ${JSON.stringify(error)}::jsonb || jsonb_build_object('at', now())
    where workspace_id = ${ctx.workspaceId} and id = ${id} and failing_since is null`
  return false
}
