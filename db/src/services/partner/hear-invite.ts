import type { TelegramPerson } from '@cartie/shared/domain/telegram-message'
import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { languageOfTalk } from '../talk/language-of-talk.ts'
import { openedLink } from '../talk/opened-link.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { partnerOf } from './find.ts'
import { invitePrefix } from './invite-row.ts'
import { inviteWords } from './invite-words.ts'

interface Invite {
  id: string
  partnerId: string
  name: string
  used: boolean
  expired: boolean
  /** Revoked, or of another bot, or its partner is in the bin. */
  stale: boolean
  blocked: boolean
}

/**
 * Somebody who opens an invitation's link in their own chat with the bot: joins its partner and is welcomed, or hears
 * politely why not. An invitation is a manager's will, so who is of another partner moves; but not away from one that
 * is blocked. Undefined for any other update.
 */
export async function hearInvite(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const opened = openedLink(talk, update, invitePrefix)
  if (!opened) return undefined
  const { token, sender, say } = opened
  const words = inviteWords[await languageOfTalk(ctx, tx, talk)]
  const invite = await findInvite(ctx, tx, talk, token)
  if (!invite || invite.stale) return say(words.stale)
  const known = await partnerOf(ctx, tx, sender.id)
  if (known?.partnerId === invite.partnerId && !invite.blocked) return say(words.known(invite.name))
  if (invite.used) return say(words.used)
  if (invite.expired) return say(words.expired)
  if (invite.blocked || known?.blocked) return say(words.refused)
  await join(ctx, tx, { talk, sender, invite, from: known?.partnerId })
  return say(words.joined(invite.name))
}

async function findInvite(ctx: Context, { sql }: Tx, { botId }: TalkRow, token: string) {
  const [row] = await sql<Invite[]>`
    select i.id, i.partner_id as "partnerId", p.name, i.used_at is not null as used, i.expires_at <= now() as expired,
      i.revoked_at is not null or i.bot_id <> ${botId} or p.deleted_at is not null as stale,
      p.status = 'BLOCKED' as blocked
    from partner_invites i join partners p on p.workspace_id = i.workspace_id and p.id = i.partner_id
    where i.workspace_id = ${ctx.workspaceId} and i.token = ${token} for update of i`
  return row
}

interface Joining {
  talk: TalkRow
  sender: TelegramPerson
  invite: Invite
  /** The partner that they leave. */
  from: string | undefined
}

async function join(ctx: Context, tx: Tx, { talk, sender, invite, from }: Joining): Promise<void> {
  const { sql } = tx
  await sql`
    update partner_users set removed_at = now()
    where workspace_id = ${ctx.workspaceId} and telegram_user_id = ${sender.id} and removed_at is null`
  const [user] = await sql<[{ id: string }]>`
    insert into partner_users (workspace_id, partner_id, telegram_user_id, name, username, bot_id, session_id)
    values (${ctx.workspaceId}, ${invite.partnerId}, ${sender.id}, ${sender.name}, ${sender.username},
      ${talk.botId}, ${talk.id})
    returning id`
  await sql`
    update partner_invites set used_at = now(), used_by = ${user.id}
    where workspace_id = ${ctx.workspaceId} and id = ${invite.id}`
  if (from !== undefined) tx.record('partner.changed', { partnerId: from })
  tx.record('partner.joined', { partnerId: invite.partnerId, partnerUserId: user.id })
}
