import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { albumWaitMs } from '@cartie/shared/jobs/chat-advance'
import { postImport } from '@cartie/shared/jobs/post-import'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { firstNumber, keyOf, mergeParts, partsOf, type PostParts } from './post-parts.ts'

const postKinds: readonly string[] = ['channel_post', 'edited_channel_post']

/**
 * Keeps posts of channels whose posts become inventory, and their edits, and rings for who reads them. An edit takes
 * a post away from who reads its old text. The caller holds the channels' sessions.
 */
export async function keepPosts(
  ctx: Context,
  tx: Tx,
  botId: string,
  updates: readonly TelegramUpdate[],
): Promise<void> {
  const posted = updates.filter(
    ({ kind, message }) =>
      postKinds.includes(kind) && message?.messageId != null && message.kind !== 'service',
  )
  const chatIds = [...new Set(posted.flatMap(({ chat }) => chat?.id ?? []))]
  if (!chatIds.length) return
  const channels = await tx.sql<{ chat_id: string }[]>`
    select chat_id from bot_channels
    where workspace_id = ${ctx.workspaceId} and bot_id = ${botId} and imports and chat_id in ${tx.sql(chatIds)}`
  const imported = new Set(channels.map((row) => row.chat_id))
  const taken = posted.filter(({ chat }) => chat && imported.has(chat.id))
  const byPost = Map.groupBy(taken, (update) => JSON.stringify([update.chat!.id, keyOf(update)]))
  for (const list of byPost.values()) await keepPost(ctx, tx, botId, list)
}

async function keepPost(ctx: Context, tx: Tx, botId: string, updates: readonly TelegramUpdate[]) {
  const { chat, message } = updates[0]!
  const [chatId, key] = [chat!.id, keyOf(updates[0]!)]
  const [known] = await tx.sql<{ parts: PostParts }[]>`
    select parts from posts
    where workspace_id = ${ctx.workspaceId} and bot_id = ${botId} and chat_id = ${chatId} and key = ${key} for update`
  const { parts, differs } = mergeParts(known?.parts ?? {}, partsOf(updates))
  if (known && !differs) return
  const waitMs = message!.content.albumId ? albumWaitMs : 0
  const [row] = await tx.sql<[{ id: string }]>`
    insert into posts (workspace_id, bot_id, chat_id, key, parts, source_chat_id, source_message_id, source_username,
      posted_at, run_at)
    values (${ctx.workspaceId}, ${botId}, ${chatId}, ${key}, ${storableJson(parts)}::jsonb, ${chatId},
      ${firstNumber(parts)}, ${chat!.username}, to_timestamp(${message!.date}::float8),
      now() + ${waitMs} * interval '1 ms')
    on conflict (workspace_id, bot_id, chat_id, key) do update set parts = excluded.parts,
      source_message_id = excluded.source_message_id, source_username = excluded.source_username,
      posted_at = least(posts.posted_at, excluded.posted_at), state = 'pending', attempts = 0,
      run_at = excluded.run_at, fence = posts.fence + 1, lease_until = null
    returning id`
  tx.record('post.changed', { postId: row.id, botId })
  tx.wake(postImport, { workspaceId: ctx.workspaceId, postId: row.id }, { delayMs: waitMs })
}
