import { AppError } from '@cartie/shared/errors'
import { toPayload } from '@cartie/shared/scenario/telegram'
import type { Language } from '@cartie/shared/schemas/common'
import type { InvitationInput, InvitationMade } from '@cartie/shared/schemas/people'
import type { Context, Tx } from '../../context.ts'
import { requireNamedBot } from '../bot/require-named.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { enqueueLetter } from '../mail/enqueue-letter.ts'
import { spokenLanguage } from '../talk/language-of-talk.ts'
import { invitationPrefix } from './hear.ts'
import { invitationMessage } from './telegram-message.ts'

/** By which way an invitation reaches its person. */
export type InvitationWay = Partial<Pick<InvitationInput, 'by' | 'chatId' | 'botId'>>

/**
 * Hands an invitation over: its link, or one that opens it at a bot, to who invites; or else a mail, or a message of a
 * bot into a private chat, whose links are drawn when they go. Throws `unprocessable` where no bot can carry a link, or
 * for a chat in which no bot of ours may write to one person.
 */
export async function handOver(
  ctx: Context,
  tx: Tx,
  { id, token, days }: { id: string; token: string; days: number },
  { by = 'link', chatId, botId }: InvitationWay,
): Promise<Pick<InvitationMade, 'path' | 'telegram'>> {
  if (by === 'link') return { path: `/p/join/${token}`, telegram: null }
  if (by === 'telegram' && chatId === undefined) {
    const { username } = await requireNamedBot(ctx, tx, botId)
    const payload = toPayload(invitationPrefix + token)
    return { path: null, telegram: `https://t.me/${username}?start=${payload}` }
  }
  const [{ company, language }] = await tx.sql<[{ company: string; language: Language }]>`
    select name as company, language from workspaces where id = ${ctx.workspaceId}`
  if (by === 'mail' || chatId === undefined)
    await enqueueLetter({ ...ctx, tx }, id, { method: 'invitation', params: { invitationId: id, language } })
  else {
    const place = { ...(await findChat(ctx, tx, chatId)), publicUrl: ctx.db.publicUrl }
    await enqueueDeliveries({ ...ctx, tx }, [invitationMessage(place, { id, company, days })])
  }
  return { path: null, telegram: null }
}

async function findChat({ workspaceId }: Context, { sql }: Tx, sessionId: string) {
  const [chat] = await sql<
    { botId: string; chatId: string; said: unknown; telegram: string | null; bot: Language }[]
  >`
    select s.bot_id as "botId", s.chat_id as "chatId", s.state ->> 'language' as said, c.language as telegram,
      b.language as bot
    from bot_sessions s join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id
      left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
    where s.workspace_id = ${workspaceId} and s.id = ${sessionId} and s.kind = 'private' and s.blocked_at is null
      and b.enabled and b.deleted_at is null`
  if (chat) return { botId: chat.botId, chatId: chat.chatId, sessionId, language: spokenLanguage(chat) }
  const message = 'Choose a private chat with a bot that runs, and that the person has not blocked.'
  throw new AppError('unprocessable', message, { errors: [{ pointer: '/chatId', code: 'no_chat', message }] })
}
