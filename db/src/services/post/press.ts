import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { postImport } from '@cartie/shared/jobs/post-import'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { answerPress, toChat } from '../talk/to-chat.ts'
import { isManager } from './is-manager.ts'
import { readPress } from './post-press.ts'
import { postWords } from './post-words.ts'

/**
 * A press on a button under a forwarded post: saves its cars or leaves it. Only colleagues' presses count, in the chat
 * where it was forwarded, and only the first; every press is answered. Undefined for any other update.
 */
export async function pressPost(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const callback = update.message?.content.callback
  const asked = callback && readPress(callback.data)
  if (!callback || !asked) return undefined
  const words = postWords[talk.language]
  const answer = (text?: string) => answerPress(talk, callback.id, text)
  if (!isManager(talk, update.sender)) return [answer(words.refused)]
  const { postId, press } = asked
  const [post] = await tx.sql<{ id: string }[]>`
    update posts set card_message_id = ${callback.messageId ?? null}, run_at = now(),
      state = ${press === 'save' ? 'pending' : 'done'}, outcome = ${press === 'save' ? null : 'skipped'},
      handled_at = case when ${press === 'save'} then null else now() end
    where workspace_id = ${ctx.workspaceId} and id = ${postId} and bot_id = ${talk.botId} and chat_id = ${talk.chatId}
      and state = 'asked' returning id`
  if (!post) return [answer(words.stale)]
  tx.record('post.changed', { postId, botId: talk.botId })
  if (press === 'skip') {
    const edit = { message_id: callback.messageId, text: words.outcomes.skipped }
    return [answer(), ...(callback.messageId === undefined ? [] : [toChat(talk, 'editMessageText', edit)])]
  }
  tx.wake(postImport, { workspaceId: ctx.workspaceId, postId })
  return [answer(words.saving)]
}
