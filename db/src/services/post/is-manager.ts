import type { TelegramPerson } from '@cartie/shared/domain/telegram-message'
import { isOfColleagues, type TalkRow } from '../talk/talk-row.ts'

/** Whether somebody who writes to a bot is a colleague: they are in its admin chat, run it, or are told of things here. */
export const isManager = (talk: TalkRow, sender: TelegramPerson | null): boolean =>
  isOfColleagues(talk) || (talk.kind === 'private' && sender !== null && talk.managers.includes(sender.id))
