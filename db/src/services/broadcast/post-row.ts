import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import { postUrl } from '@cartie/shared/domain/post-url'
import { notFound } from '@cartie/shared/errors'
import type { RequestPost } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import type { DeliveryError } from '../delivery/ending.ts'
import { iso } from '../lead/lead-row.ts'

interface PostRow {
  id: string
  request_id: string
  bot_id: string
  chat_id: string
  target: RequestPost['target']
  title: string | null
  username: string | null
  partner_id: string | null
  wave: number
  state: RequestPost['state']
  due_at: string
  message_id: string | null
  delivery_state: DeliveryState | null
  delivery_error: DeliveryError | null
  edit_state: DeliveryState | null
  edit_error: DeliveryError | null
  error: string | null
  updated_at: string
}

/** The posts of a request, wave by wave; one of them alone where it is named. */
export async function readPosts(
  ctx: Context,
  { sql }: Tx,
  requestId: string,
  postId: string | null = null,
): Promise<RequestPost[]> {
  const rows = await sql<PostRow[]>`
    select p.id, p.request_id, p.bot_id, p.chat_id, p.target, p.partner_id, p.wave, p.state, p.due_at, p.message_id,
      p.error, p.updated_at, c.username, d.state as delivery_state, d.error as delivery_error, e.state as edit_state,
      e.error as edit_error,
      coalesce(case when p.target = 'partner' then concat_ws(' · ', n.name, nullif(s.title, n.name)) else c.title end,
        s.title) as title
    from request_posts p
      left join bot_channels c on c.workspace_id = p.workspace_id and c.bot_id = p.bot_id and c.chat_id = p.chat_id
      left join bot_sessions s on s.workspace_id = p.workspace_id and s.bot_id = p.bot_id and s.chat_id = p.chat_id
      left join partners n on n.workspace_id = p.workspace_id and n.id = p.partner_id
      left join deliveries d on d.workspace_id = p.workspace_id and d.id = p.delivery_id
      left join deliveries e on e.workspace_id = p.workspace_id and e.id = p.edit_delivery_id
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId}
      and (${postId}::uuid is null or p.id = ${postId})
    order by p.wave, p.due_at, p.id limit 1000`
  return rows.map(toRequestPost)
}

/** One post of a request. Throws `not_found`. */
export async function readPost(
  ctx: Context,
  tx: Tx,
  place: { requestId: string; postId: string },
): Promise<RequestPost> {
  const [post] = await readPosts(ctx, tx, place.requestId, place.postId)
  if (!post) throw notFound('post')
  return post
}

/** A stored post in the API's shape: an edit that has not arrived outweighs the post that has. */
function toRequestPost(row: PostRow): RequestPost {
  const isEdited = row.edit_state !== null && row.edit_state !== 'sent'
  const isLinked = row.message_id !== null && (row.username !== null || row.chat_id.startsWith('-100'))
  return {
    id: row.id,
    requestId: row.request_id,
    botId: row.bot_id,
    chatId: row.chat_id,
    target: row.target,
    title: row.title || row.chat_id,
    partnerId: row.partner_id,
    wave: row.wave,
    state: row.state,
    dueAt: iso(row.due_at),
    url: isLinked
      ? postUrl({ chatId: row.chat_id, messageId: Number(row.message_id), username: row.username })
      : null,
    deliveryState: isEdited ? row.edit_state : row.delivery_state,
    error: row.error ?? (isEdited ? row.edit_error : row.delivery_error)?.message ?? null,
    updatedAt: iso(row.updated_at),
  }
}
