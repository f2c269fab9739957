import { isRequestPosted } from '@cartie/shared/integrations/request-rule'
import { ChannelRule } from '@cartie/shared/integrations/telegram-channel'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { findChannel } from '../car-post/find-channel.ts'
import { readDictionary } from '../dictionary/read.ts'
import { planPosts } from './plan.ts'
import { holdPostedRequest, isOpen } from './posted-request.ts'

const mostAtOnce = 50
/** Whoever has posted enough today looks again so much later. */
const laterS = 15 * 60

/**
 * Plans a post into an integration's channel for each request that has changed, that partners may answer, and that fits
 * the rule; from there on it is a post as any other, one a chat. Requests wait while nobody may post in the channel.
 * Returns whether there is more to be done at once.
 */
export async function postRequestsByRule(ctx: Context, id: string): Promise<boolean> {
  requirePermission(ctx, 'integrations.write')
  const due = await withTx(
    ctx,
    ({ sql }) => sql<{ request_id: string }[]>`
      select t.request_id from request_post_tasks t
      join integrations i on i.workspace_id = t.workspace_id and i.id = t.integration_id and i.status = 'active'
      where t.workspace_id = ${ctx.workspaceId} and t.integration_id = ${id} and t.due_at <= clock_timestamp()
      order by t.due_at, t.request_id limit ${mostAtOnce}`,
  )
  for (const { request_id } of due)
    if (!(await withTx(ctx, (tx) => postOne(ctx, tx, id, request_id)))) return false
  return due.length === mostAtOnce
}

/**
 * In the order of whoever changes a request, so that nobody waits in a circle: the request first, then its task. Returns
 * false where nothing can be posted there any more.
 */
async function postOne(ctx: Context, tx: Tx, id: string, requestId: string): Promise<boolean> {
  const [row] = await tx.sql<{ config: unknown; since: string }[]>`
    select config, created_at as since from integrations
    where workspace_id = ${ctx.workspaceId} and id = ${id} and status = 'active' and type = 'TELEGRAM_CHANNEL'
    for no key update`
  const rule = ChannelRule.safeParse(row?.config).data
  const channel = rule && (await findChannel(ctx, tx, rule.channelId))
  if (!row || !rule || !channel) return false
  const request = await holdPostedRequest(ctx, tx, requestId)
  const { count } = await tx.sql`
    delete from request_post_tasks where integration_id = ${id} and request_id = ${requestId}`
  if (!count || !isOpen(request)) return true
  if (!isRequestPosted(rule, request.criteria, await readDictionary(ctx, tx))) return true
  const { botId, chatId } = channel
  const [found] = await tx.sql<[{ is_new: boolean; there: boolean; today: number }]>`
    select coalesce(published_at, created_at) >= ${row.since} as is_new,
      exists (select from request_posts p where p.workspace_id = r.workspace_id and p.request_id = r.id
        and p.chat_id = ${chatId}) as there,
      (select count(*)::int from request_posts
        where integration_id = ${id} and created_at > now() - interval '1 day') as today
    from b2b_requests r where workspace_id = ${ctx.workspaceId} and id = ${requestId}`
  if (!found.is_new || found.there) return true
  const target = { botId, chatId, target: 'channel' as const, partnerId: null, wave: 1 }
  if (found.today >= rule.mostPerDay) await later(tx, id, requestId)
  else await planPosts(ctx, tx, requestId, [{ ...target, integrationId: id }], 0)
  return true
}

async function later(tx: Tx, id: string, requestId: string): Promise<void> {
  await tx.sql`
    insert into request_post_tasks (workspace_id, integration_id, request_id, due_at)
    select i.workspace_id, i.id, ${requestId}, clock_timestamp() + ${laterS}::float8 * interval '1 s'
    from integrations i where i.id = ${id}`
}
