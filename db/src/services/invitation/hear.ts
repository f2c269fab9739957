import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import { languageOfTalk } from '../talk/language-of-talk.ts'
import { openedLink } from '../talk/opened-link.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { invitationMessage } from './telegram-message.ts'

/** What the payload of a link to a bot that carries an invitation begins with. */
export const invitationPrefix = 'inv_'

const stale: Record<Language, string> = {
  uk: 'Це запрошення вже відкрили чи відкликали, або минув строк. Попросіть нове.',
  ru: 'Это приглашение уже открыли или отозвали, или истёк срок. Попросите новое.',
  en: 'This invitation was opened or revoked already, or is too old. Ask for another one.',
}

/**
 * Somebody who opens an invitation in their own chat with a bot: they are sent a link of their own, and the one that
 * they came by ends. Undefined for any other update.
 */
export async function hearInvitation(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const opened = openedLink(talk, update, invitationPrefix)
  if (!opened) return undefined
  const language = await languageOfTalk(ctx, tx, talk)
  const [invitation] = await tx.sql<{ id: string; company: string; days: number }[]>`
    update invitations i set token_hash = ${hashKey(drawToken())}
    from workspaces w
    where i.workspace_id = ${ctx.workspaceId} and i.token_hash = ${hashKey(opened.token)} and w.id = i.workspace_id
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
    returning i.id, w.name as company, extract(epoch from i.expires_at - now())::float8 / 86400 as days`
  if (!invitation) return opened.say(stale[language])
  const { botId, chatId, id: sessionId } = talk
  return [invitationMessage({ botId, chatId, sessionId, language, publicUrl: ctx.db.publicUrl }, invitation)]
}
