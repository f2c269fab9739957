import type { Keyboard, ReplyButton } from '../keyboard.ts'
import type { NodeContext } from '../node.ts'
import type { QuestionOptions } from './question.ts'

/** A question's buttons in place of the phone's keyboard, with Back and Cancel below them. */
export function replyKeyboard(talk: NodeContext, { back }: QuestionOptions, rows: ReplyButton[][]): Keyboard {
  const ways = [
    ...(back && talk.canGoBack ? [{ text: talk.system('back') }] : []),
    { text: talk.system('cancel') },
  ]
  return { kind: 'reply', rows: [...rows, ways] }
}
