import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { Language } from '@cartie/shared/schemas/common'
import { readMatchPress } from './match-press.ts'
import { matchWords } from './match-words.ts'

interface Keyboard {
  inline_keyboard: { text: string; callback_data: string }[][]
}

/**
 * The edit by which a message about cars that fit tells what has become of them: a line for each that was decided on or
 * fits no more, and buttons for the others.
 * @param states by listing; one that is missing fits no more
 * @param hasPhoto of the message as it stands: a photo that Telegram could not have was left out of it. Absent where it
 *   is not known
 */
export function decidedCard(
  { method, params }: TelegramRequest,
  chatId: string,
  states: ReadonlyMap<string, string>,
  language: Language,
  hasPhoto = method === 'sendPhoto',
): TelegramRequest {
  const words = matchWords[language]
  const rows = (params.reply_markup as Keyboard).inline_keyboard
  const lines: string[] = []
  const left: Keyboard['inline_keyboard'] = []
  for (const [n, row] of rows.entries()) {
    const listingId = readMatchPress(row[0]?.callback_data ?? '')?.listingId ?? ''
    const state = states.get(listingId)
    if (state === 'new') left.push(row)
    else lines.push(`${rows.length > 1 ? `${n + 1}. ` : ''}${doneWord(state, words)}`)
  }
  const text = [
    String(params[method === 'sendPhoto' ? 'caption' : 'text']),
    lines.map((line) => `<i>${line}</i>`).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
  return {
    method: hasPhoto ? 'editMessageCaption' : 'editMessageText',
    params: {
      chat_id: chatId,
      [hasPhoto ? 'caption' : 'text']: text,
      reply_markup: { inline_keyboard: left },
      ...(hasPhoto ? {} : { link_preview_options: { is_disabled: true } }),
    },
  }
}

const doneWord = (state: string | undefined, { done, over }: (typeof matchWords)[Language]): string =>
  state === 'offered' || state === 'hidden' || state === 'snoozed' ? done[state] : over
