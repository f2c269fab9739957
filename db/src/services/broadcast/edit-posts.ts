import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { keyboardOf } from './post-buttons.ts'
import { editKey } from './post-key.ts'
import { postText } from './post-text.ts'
import { isOpen, type PostedRequest } from './posted-request.ts'
import type { ShownPost } from './shown-post.ts'

interface WrittenPost {
  id: string
  bot_id: string
  chat_id: string
  message_id: string
  edit_delivery_id: string | null
  integration_id: string | null
  shown: ShownPost
}

/**
 * Edits the posts that say something else than the request does now: one edit a change, after the post in its lane.
 * Those of a request that partners may not answer are marked as closed and lose their buttons; they get them back
 * when it opens again. Returns whether anything changed.
 */
export async function editPosts(ctx: Context, tx: Tx, request: PostedRequest): Promise<boolean> {
  const posts = await tx.sql<WrittenPost[]>`
    select id, bot_id, chat_id, message_id, edit_delivery_id, integration_id, shown from request_posts
    where workspace_id = ${ctx.workspaceId} and request_id = ${request.id} and state in ('posted', 'closed')
      and message_id is not null and shown is not null
    order by id`
  const texts = { open: postText(request, true), closed: postText(request, false) }
  const changed = posts.flatMap((post) => {
    const open = isOpen(request) && !post.shown.kept
    const shown: ShownPost = { ...post.shown, open, text: open ? texts.open : texts.closed }
    return shown.open === post.shown.open && shown.text === post.shown.text ? [] : [{ post, shown }]
  })
  if (!changed.length) return false
  const written = await enqueueDeliveries(
    { ...ctx, tx },
    changed.map((one) => editOf(one.post, one.shown)),
  )
  const rows = changed.map(({ post, shown }, n) => ({
    id: post.id,
    shown,
    edit_delivery_id: written[n]!.id,
    state: shown.open ? 'posted' : 'closed',
  }))
  await tx.sql`
    update request_posts p set shown = r.shown, edit_delivery_id = r.edit_delivery_id, state = r.state,
      updated_at = now()
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r(id uuid, shown jsonb, edit_delivery_id uuid, state text)
    where p.workspace_id = ${ctx.workspaceId} and p.id = r.id`
  const closed = changed.filter(({ post, shown }) => post.shown.open && !shown.open).length
  const edited = changed.length - closed
  const log = (type: 'post_closed' | 'post_edited', count: number) =>
    count ? logRequestActivity(ctx, tx, { requestId: request.id, type, payload: { count } }) : undefined
  await log('post_closed', closed)
  await log('post_edited', edited)
  return true
}

const editOf = (
  { id, bot_id: botId, chat_id, message_id, edit_delivery_id: after, integration_id }: WrittenPost,
  shown: ShownPost,
): NewDelivery => ({
  lane: telegramLane(botId, chat_id),
  botId,
  ...(integration_id === null ? {} : { integrationId: integration_id }),
  request: {
    method: 'editMessageText',
    params: {
      chat_id,
      message_id: Number(message_id),
      text: shown.text,
      link_preview_options: { is_disabled: true },
      reply_markup: keyboardOf(shown.open ? shown.buttons : []),
    },
  },
  priority: 'notice',
  policy: 'repeat',
  dedupKey: editKey({ id, after }),
})
