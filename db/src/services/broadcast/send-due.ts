import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { keyboardOf, postButtons } from './post-buttons.ts'
import { postKey } from './post-key.ts'
import { postText } from './post-text.ts'
import type { PostedRequest } from './posted-request.ts'
import type { ShownPost } from './shown-post.ts'

interface DuePost {
  id: string
  bot_id: string
  chat_id: string
  session_id: string | null
  due_at: string
  username: string | null
  target: string
  integration_id: string | null
}

/**
 * Writes the deliveries of an open request's posts whose wave is due. Who is no longer to be asked (blocked, removed) is
 * left out. Returns whether anything changed.
 */
export async function sendDue(ctx: Context, tx: Tx, request: PostedRequest): Promise<boolean> {
  const { publicUrl } = ctx.db
  const barred = await cancelBarred(ctx, tx, request.id)
  const due = await tx.sql<DuePost[]>`
    select p.id, p.bot_id, p.chat_id, p.due_at, p.target, p.integration_id, b.username, s.id as session_id
    from request_posts p join bot_configs b on b.workspace_id = p.workspace_id and b.id = p.bot_id
      left join bot_sessions s on s.workspace_id = p.workspace_id and s.bot_id = p.bot_id and s.chat_id = p.chat_id
        and s.kind = 'private'
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${request.id} and p.state = 'planned'
      and p.delivery_id is null and p.due_at <= clock_timestamp()
    order by p.wave, p.id`
  if (!due.length) return barred
  const text = postText(request, true)
  const posts = due.map((post) => ({
    ...post,
    buttons: postButtons(request, {
      ...post,
      publicUrl,
      by: post.target === 'partner' ? post.id : undefined,
    }),
  }))
  const written = await enqueueDeliveries(
    { ...ctx, tx },
    posts.map(({ id, bot_id: botId, chat_id, session_id, integration_id, due_at, buttons }) => ({
      lane: telegramLane(botId, chat_id),
      botId,
      ...(session_id === null ? {} : { sessionId: session_id }),
      ...(integration_id === null ? {} : { integrationId: integration_id }),
      request: {
        method: 'sendMessage',
        params: {
          chat_id,
          text,
          link_preview_options: { is_disabled: true },
          ...(buttons.length ? { reply_markup: keyboardOf(buttons) } : {}),
        },
      },
      priority: 'broadcast' as const,
      dedupKey: postKey({ id, requestId: request.id, dueAt: due_at }),
    })),
  )
  const rows = posts.map(({ id, buttons }, n) => {
    const shown: ShownPost = { text, open: true, buttons }
    return { id, delivery_id: written[n]!.id, shown }
  })
  await tx.sql`
    update request_posts p set delivery_id = r.delivery_id, shown = r.shown, updated_at = now()
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as r(id uuid, delivery_id uuid, shown jsonb)
    where p.workspace_id = ${ctx.workspaceId} and p.id = r.id`
  return true
}

async function cancelBarred(ctx: Context, { sql }: Tx, requestId: string): Promise<boolean> {
  const { count } = await sql`
    update request_posts p set state = 'cancelled', updated_at = now()
    where p.workspace_id = ${ctx.workspaceId} and p.request_id = ${requestId} and p.state = 'planned'
      and p.delivery_id is null and p.target = 'partner' and p.due_at <= clock_timestamp()
      and not exists (
        select from partner_users u
          join partners c on c.workspace_id = u.workspace_id and c.id = u.partner_id
          join bot_sessions s on s.workspace_id = u.workspace_id and s.id = u.session_id
        where u.workspace_id = p.workspace_id and u.partner_id = p.partner_id and u.removed_at is null
          and c.status = 'ACTIVE' and c.deleted_at is null and s.bot_id = p.bot_id and s.chat_id = p.chat_id)`
  return count > 0
}
