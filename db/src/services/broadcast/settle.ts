import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { DeliveryError } from '../delivery/ending.ts'
import { logRequestActivity } from '../request/log-activity.ts'

interface Followed {
  id: string
  state: 'planned' | 'failed'
  delivery_id: string
  delivery_state: DeliveryState
  message_id: string | null
  error: DeliveryError | null
  ended_at: string | null
  title: string
}

const titlesTold = 10
/** What a post is once its delivery has come to this; until then it is planned. */
const ends: Partial<Record<DeliveryState, 'posted' | 'failed' | 'cancelled'>> = {
  sent: 'posted',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'cancelled',
}

/**
 * Brings a request's posts to where their deliveries stand: sent with Telegram's number, failed with its reason, or
 * given up. A copy that a person sent again counts for its original. Returns whether anything changed.
 */
export async function settlePosts(ctx: Context, tx: Tx, requestId: string): Promise<boolean> {
  await followCopies(ctx, tx, requestId)
  const posts = await tx.sql<Followed[]>`
    select p.id, p.state, p.delivery_id, d.state as delivery_state, d.result ->> 'messageId' as message_id, d.error,
      d.ended_at, coalesce(c.title, s.title, p.chat_id) as title
    from request_posts p join deliveries d on d.workspace_id = p.workspace_id and d.id = p.delivery_id
      left join bot_channels c on c.workspace_id = p.workspace_id and c.bot_id = p.bot_id and c.chat_id = p.chat_id
      left join bot_sessions s on s.workspace_id = p.workspace_id and s.bot_id = p.bot_id and s.chat_id = p.chat_id
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.state in ('planned', 'failed')
      and p.message_id is null`
  const ended = posts.flatMap((post) => {
    const state = ends[post.delivery_state] ?? 'planned'
    return state === post.state ? [] : [{ ...post, to: state }]
  })
  if (!ended.length) return false
  const rows = ended.map((post) => ({
    id: post.id,
    to: post.to,
    message_id: post.to === 'posted' ? post.message_id : null,
    at: post.to === 'posted' ? post.ended_at : null,
    error: post.to === 'failed' ? (post.error?.message ?? '') : null,
  }))
  await tx.sql`
    update request_posts p set state = r."to", message_id = r.message_id, error = r.error,
      due_at = coalesce(r.at, p.due_at), updated_at = now()
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r(id uuid, "to" text, message_id bigint, at timestamptz, error text)
    where p.workspace_id = ${ctx.workspaceId} and p.id = r.id`
  await tellEnds(ctx, tx, requestId, ended)
  return true
}

type EndedPost = Followed & { to: string }

async function tellEnds(ctx: Context, tx: Tx, requestId: string, ended: readonly EndedPost[]): Promise<void> {
  const posted = ended.filter(({ to }) => to === 'posted')
  const failed = ended.filter(({ to }) => to === 'failed')
  const countOf = (posts: readonly EndedPost[]) => ({
    count: posts.length,
    titles: posts.slice(0, titlesTold).map(({ title }) => title),
  })
  if (posted.length)
    await logRequestActivity(ctx, tx, { requestId, type: 'posted', payload: countOf(posted) })
  const [first] = failed
  if (!first) return
  const payload = { ...countOf(failed), error: first.error?.message ?? '' }
  await logRequestActivity(ctx, tx, { requestId, type: 'post_failed', payload })
}

/** What was sent again is followed instead, as often as it was. */
async function followCopies(ctx: Context, { sql }: Tx, requestId: string): Promise<void> {
  await sql`
    with recursive chain as (
      select p.id as post_id, p.delivery_id as delivery_id, 0 as n from request_posts p
      where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.state in ('planned', 'failed')
        and p.message_id is null and p.delivery_id is not null
      union all
      select c.post_id, a.id, c.n + 1 from chain c join deliveries a on a.resend_of = c.delivery_id
      where a.workspace_id = ${ctx.workspaceId} and c.n < 50
    ), newest as (select distinct on (post_id) post_id, delivery_id from chain order by post_id, n desc, delivery_id desc)
    update request_posts p set delivery_id = newest.delivery_id from newest
    where p.workspace_id = ${ctx.workspaceId} and p.id = newest.post_id and p.delivery_id <> newest.delivery_id`
}
