import { z } from 'zod'
import { readPhone } from '../answers.ts'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { VariableName } from '../value.ts'
import { exitLabels, fieldLabels } from './labels.ts'
import { questionExits, questionOptions, questionTexts, timedOut, untilTimeout, wrong } from './question.ts'
import { replyKeyboard } from './reply-keyboard.ts'

export const requestContact = defineNode({
  type: 'REQUEST_CONTACT',
  options: z.object({ ...questionOptions, variable: VariableName.default('phone') }),
  exits: (options) => [{ name: 'answered', required: true }, ...questionExits(options)],
  waits: () => true,
  uses: (options) => ({ texts: questionTexts(options), sets: [options.variable] }),
  enter(talk, options) {
    const share = [[{ text: talk.system('shareContact'), contact: true }]]
    talk.say(talk.html(options.text), { keyboard: replyKeyboard(talk, options, share) })
    return { to: 'wait', for: 'answer', ...untilTimeout(talk, options) }
  },
  receive(talk, options, answer) {
    if (answer.kind === 'timer') return timedOut()
    if (answer.kind !== 'message') return { to: 'ignored' }
    const { contact, text, from } = answer.message
    // A contact that Telegram does not call the sender's own may be anybody's.
    if (contact && (contact.userId === undefined || contact.userId !== from?.id))
      return wrong(talk, options, talk.system('foreignContact'))
    const read = readPhone(contact?.phone ?? text ?? '')
    if ('wrong' in read || typeof read.value !== 'string')
      return wrong(talk, options, talk.system('badPhone'))
    talk.set(options.variable, read.value)
    talk.setPhone(read.value)
    // A message of its own, because only a plain one takes the keyboard away.
    talk.say(`✅ ${read.value}`)
    return leave('answered')
  },
  example: {
    text: { uk: 'Ваш номер телефону?', ru: 'Ваш номер телефона?', en: 'Your phone number?' },
    variable: 'phone',
  },
  labels: {
    name: words('Телефон', 'Телефон', 'Contact'),
    help: words(
      'Просить номер кнопкою; приймає і написаний.',
      'Просит номер кнопкой; принимает и написанный.',
      'Asks for the phone number by a button; a typed one is taken too.',
    ),
    fields: fieldLabels,
    exits: { answered: exitLabels.answered, invalid: exitLabels.invalid, timeout: exitLabels.timeout },
  },
})
