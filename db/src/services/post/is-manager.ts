import type { TelegramPerson } from '@cartie/shared/domain/telegram-message'
import type { TalkRow } from '../talk/talk-row.ts'

/** Whether somebody who writes to a bot is a colleague: they are in its admin chat, or run it. */
export const isManager = (
  { chatId, kind, adminChatId, managers }: TalkRow,
  sender: TelegramPerson | null,
): boolean =>
  chatId === adminChatId || (kind === 'private' && sender !== null && managers.includes(sender.id))
