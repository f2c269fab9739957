import { randomBytes } from 'node:crypto'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { matchRun } from '@cartie/shared/jobs/match-run'
import type { Context, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { requestUrl } from '../request/request-url.ts'
import { tellingBot, type TellingBot } from '../talk/telling-bot.ts'
import { matchCard, mostShown } from './match-card.ts'
import { matchDedupKey } from './match-press.ts'
import { isOffered, isOpenRequest } from './match-row.ts'
import { isNews, takeNews } from './take-news.ts'

/** A request is told of at most once in so many seconds: what fits it meanwhile is one message then. */
export const tellEveryS = 60
/** A chat in which so many notices wait already is told later. */
export const mostWaiting = 10

export interface TellingRequest {
  id: string
  code: string
  title: string
  bot_id: string | null
  owner_id: string | null
  /** It was told of a moment ago. */
  recent: boolean
}

/**
 * Tells people of the cars that fit and that they were not told of, or whose price has fallen since: a message a
 * request to its owner or in the admin chat of its bot, and a line in its story. What would be a flood is told later,
 * in one.
 */
export async function tellMatches(
  ctx: Context,
  tx: Tx,
  about: { listingIds: readonly string[]; requestIds: readonly string[] },
): Promise<void> {
  const { sql } = tx
  const requests = await sql<TellingRequest[]>`
    select r.id, r.code, r.title, r.bot_id, r.owner_id, coalesce((
      select max(a.alerted_at) > now() - ${tellEveryS} * interval '1 s' from request_matches a
      where a.workspace_id = r.workspace_id and a.request_id = r.id), false) as recent
    from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(isOpenRequest('r'))} and r.id in (
      select m.request_id from request_matches m
        join car_listings l on l.workspace_id = m.workspace_id and l.id = m.listing_id
      where m.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(isNews)} and ${sql.unsafe(isOffered)}
        and (m.listing_id = any (${about.listingIds as string[]}::uuid[]) or m.request_id = any (${about.requestIds as string[]}::uuid[])))
    order by r.published_at, r.id`
  const later: string[] = []
  const waiting = new Map<string, number>()
  const bots = new Map<string, TellingBot | undefined>()
  for (const request of requests) {
    const { bot_id: botId, owner_id: ownerId } = request
    const place = `${botId} ${ownerId}`
    if (!bots.has(place))
      bots.set(place, await tellingBot(ctx, tx, { kind: 'match', bots: [botId], ownerId }))
    const bot = bots.get(place)
    const lane = bot && telegramLane(bot.botId, bot.chatId)
    const ahead = lane === undefined ? 0 : (waiting.get(lane) ?? (await waitingIn(ctx, tx, lane)))
    const tells = !request.recent && ahead < mostWaiting
    if (tells) await tell(ctx, tx, request, bot)
    else later.push(request.id)
    if (lane !== undefined) waiting.set(lane, ahead + (tells ? 1 : 0))
  }
  await tellLater(ctx, tx, later)
}

async function tell(
  ctx: Context,
  tx: Tx,
  request: TellingRequest,
  bot: TellingBot | undefined,
): Promise<void> {
  const matches = await takeNews(ctx, tx, request.id)
  const cheaper = matches.filter((match) => match.cheaper).map((match) => match.listingId)
  if (cheaper.length) tx.record('request.matched', { requestId: request.id, listingIds: cheaper })
  const cars = matches.slice(0, mostShown).map(({ listingId: id, title, score }) => ({ id, title, score }))
  await logRequestActivity(ctx, tx, {
    requestId: request.id,
    type: 'matched',
    payload: { count: matches.length, cars },
  })
  if (!bot) return
  const message = randomBytes(6).toString('base64url')
  await enqueueDeliveries({ ...ctx, tx }, [
    {
      lane: telegramLane(bot.botId, bot.chatId),
      botId: bot.botId,
      request: matchCard({
        request,
        matches,
        language: bot.language,
        chatId: bot.chatId,
        message,
        page: requestUrl(ctx, request.id, 'matches'),
      }),
      priority: 'notice',
      policy: 'repeat',
      dedupKey: matchDedupKey(request.id, message),
    },
  ])
}

async function waitingIn(ctx: Context, { sql }: Tx, lane: string): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from (
      select from deliveries where workspace_id = ${ctx.workspaceId} and lane = ${lane} and state = 'pending'
      limit ${mostWaiting}) d`
  return row.count
}

/** A task that names a request and an empty list of cars says: it is time to tell. One a request is enough. */
async function tellLater(ctx: Context, tx: Tx, requestIds: readonly string[]): Promise<void> {
  if (!requestIds.length) return
  await tx.sql`
    insert into match_tasks (workspace_id, request_id, listing_ids, lease_until)
    select ${ctx.workspaceId}, r.id, '{}', clock_timestamp() + ${tellEveryS} * interval '1 s'
    from unnest(${requestIds as string[]}::uuid[]) as r(id)
    where not exists (select from match_tasks t where t.workspace_id = ${ctx.workspaceId} and t.request_id = r.id
      and t.listing_ids = '{}' and t.attempts = 0)`
  tx.wake(matchRun, { workspaceId: ctx.workspaceId }, { delayMs: tellEveryS * 1000 })
}
