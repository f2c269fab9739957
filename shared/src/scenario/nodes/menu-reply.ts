import { z } from 'zod'
import { inRows, type Keyboard, type ReplyButton } from '../keyboard.ts'
import { words } from '../local-text.ts'
import { defineNode, type NodeContext } from '../node.ts'
import {
  choiceExits,
  choiceOptions,
  choiceProblems,
  choiceSaid,
  choiceUses,
  chosen,
  type ChoiceOptions,
} from './choice.ts'
import { questionChoice } from './question-choice.ts'
import { replyKeyboard } from './reply-keyboard.ts'
import { timedOut, untilTimeout, wrong } from './question.ts'

function keyboardOf(talk: NodeContext, options: ChoiceOptions): Keyboard {
  const buttons = options.choices.map(({ label }): ReplyButton => ({ text: talk.label(label) }))
  return replyKeyboard(talk, options, inRows(buttons, options.columns))
}

export const menuReply = defineNode({
  type: 'MENU_REPLY',
  options: z.object(choiceOptions),
  exits: choiceExits,
  waits: () => true,
  uses: choiceUses,
  problems: choiceProblems,
  enter(talk, options) {
    talk.say(talk.html(options.text), { keyboard: keyboardOf(talk, options) })
    return { to: 'wait', for: 'answer', ...untilTimeout(talk, options) }
  },
  receive(talk, options, answer) {
    if (answer.kind === 'timer') return timedOut()
    if (answer.kind !== 'message') return { to: 'ignored' }
    const said = choiceSaid(talk, options, answer.message.text)
    return said
      ? chosen(talk, options, said.id)
      : wrong(talk, options, talk.system('badChoice'), keyboardOf(talk, options))
  },
  example: {
    text: { uk: 'Оберіть розділ', ru: 'Выберите раздел', en: 'Choose a section' },
    choices: [
      { id: 'stock', label: { uk: 'Авто в наявності', ru: 'Авто в наличии', en: 'Cars in stock' } },
      { id: 'contacts', label: { uk: 'Контакти', ru: 'Контакты', en: 'Contacts' } },
    ],
    separate: true,
    columns: 2,
  },
  labels: {
    ...questionChoice.labels,
    name: words('Меню', 'Меню', 'Menu'),
    help: words(
      'Питає з кнопками замість клавіатури.',
      'Спрашивает с кнопками вместо клавиатуры.',
      'Asks with buttons in place of the keyboard.',
    ),
  },
})
