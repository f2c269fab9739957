import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import type { NewDelivery } from '../delivery/enqueue.ts'
import type { TalkRow } from '../talk/talk-row.ts'
import { languageOfTalk } from '../talk/language-of-talk.ts'
import { openedLink } from '../talk/opened-link.ts'
import { colleaguePrefix } from './link-telegram.ts'

const words: Record<Language, { linked: string; stale: string }> = {
  uk: {
    linked:
      'Готово! Про все, за що ви відповідаєте, я писатиму сюди: підібрані авто, пропозиції партнерів, відповіді клієнтів, нагадування. Кнопки під ними діють і тут.',
    stale: 'Це посилання вже не діє. Відкрийте «Налаштування» і створіть нове.',
  },
  ru: {
    linked:
      'Готово! Обо всём, за что вы отвечаете, я буду писать сюда: подобранные авто, предложения партнёров, ответы клиентов, напоминания. Кнопки под ними действуют и здесь.',
    stale: 'Эта ссылка уже не действует. Откройте «Настройки» и создайте новую.',
  },
  en: {
    linked:
      'Done! I’ll write here of all that is yours: cars that fit, partners’ offers, clients’ answers, reminders. The buttons under them work here, too.',
    stale: 'This link does not work any more. Open Settings and make a new one.',
  },
}

/**
 * A colleague who opens their own link in a private chat with the bot: from here on they are told here. Undefined for
 * any other update.
 */
export async function hearLink(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  update: TelegramUpdate,
): Promise<NewDelivery[] | undefined> {
  const opened = openedLink(talk, update, colleaguePrefix)
  if (!opened) return undefined
  const { token, sender, say } = opened
  const [linked] = await tx.sql<{ userId: string }[]>`
    update member_telegrams set token = null, token_expires_at = null, bot_id = ${talk.botId},
      session_id = ${talk.id}, telegram_user_id = ${sender.id}, name = ${sender.name}, linked_at = now()
    where workspace_id = ${ctx.workspaceId} and token = ${token} and token_expires_at > now()
    returning user_id as "userId"`
  if (linked) tx.record('member.changed', { userId: linked.userId })
  return say(words[await languageOfTalk(ctx, tx, talk)][linked ? 'linked' : 'stale'])
}
