import { z } from 'zod'
import { inRows, type Keyboard } from '../keyboard.ts'
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
import { exitLabels, fieldLabels } from './labels.ts'
import { inlineKeyboard, timedOut, untilTimeout, wrong } from './question.ts'

function keyboardOf(talk: NodeContext, options: ChoiceOptions): Keyboard | undefined {
  const buttons = options.choices.map(({ label }, i) => ({ text: talk.label(label), data: talk.press(i) }))
  return inlineKeyboard(talk, options, inRows(buttons, options.columns))
}

export const questionChoice = defineNode({
  type: 'QUESTION_CHOICE',
  options: z.object(choiceOptions),
  exits: choiceExits,
  waits: () => true,
  uses: choiceUses,
  problems: choiceProblems,
  enter(talk, options) {
    const keyboard = keyboardOf(talk, options)
    talk.say(talk.html(options.text), keyboard && { keyboard })
    const choices = options.choices.map(({ id }) => id)
    return { to: 'wait', for: 'answer', choices, ...untilTimeout(talk, options) }
  },
  receive(talk, options, answer) {
    if (answer.kind === 'timer') return timedOut()
    if (answer.kind === 'choice') return chosen(talk, options, answer.choice)
    if (answer.kind !== 'message') return { to: 'ignored' }
    const said = choiceSaid(talk, options, answer.message.text)
    return said
      ? chosen(talk, options, said.id)
      : wrong(talk, options, talk.system('badChoice'), keyboardOf(talk, options))
  },
  example: {
    text: { uk: 'Що вас цікавить?', ru: 'Что вас интересует?', en: 'What are you looking for?' },
    choices: [
      { id: 'buy', label: { uk: 'Купити', ru: 'Купить', en: 'Buy' } },
      { id: 'sell', label: { uk: 'Продати', ru: 'Продать', en: 'Sell' } },
    ],
    variable: 'goal',
    separate: true,
  },
  labels: {
    name: words('Вибір', 'Выбор', 'Choice'),
    help: words(
      'Питає з кнопками під повідомленням.',
      'Спрашивает с кнопками под сообщением.',
      'Asks with buttons under the message.',
    ),
    fields: {
      ...fieldLabels,
      choices: words('Варіанти', 'Варианты', 'Choices'),
      id: words('Код', 'Код', 'Id'),
      label: words('Напис', 'Надпись', 'Label'),
      value: words('Значення', 'Значение', 'Value'),
      separate: words(
        'Кожен варіант веде окремо',
        'Каждый вариант ведёт отдельно',
        'Each choice leads its own way',
      ),
      columns: words('Кнопок у рядку', 'Кнопок в ряду', 'Buttons in a row'),
    },
    exits: {
      answered: exitLabels.answered,
      invalid: exitLabels.invalid,
      timeout: exitLabels.timeout,
    },
  },
})
