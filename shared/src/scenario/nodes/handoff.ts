import { z } from 'zod'
import { LocalText, words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { limits } from '../telegram.ts'

export const handoff = defineNode({
  type: 'HANDOFF',
  options: z.object({
    text: LocalText.default({}),
    /** What colleagues are told. May be a template. */
    reason: z.string().max(1000).default(''),
  }),
  exits: () => [{ name: 'next', required: false }],
  waits: () => true,
  uses: ({ text, reason }) => ({
    texts: [{ field: 'text', text, limit: limits.text, optional: true }],
    templates: [reason],
  }),
  enter(talk, { text, reason }) {
    talk.say(talk.html(text))
    talk.emit({ type: 'handoff', reason: talk.plain(reason) })
    talk.handOff()
    return { to: 'wait', for: 'operator' }
  },
  receive: (_, __, answer) => (answer.kind !== 'operator' ? { to: 'ignored' } : leave('next')),
  example: {
    text: {
      uk: 'Менеджер зараз відповість.',
      ru: 'Менеджер сейчас ответит.',
      en: 'A manager will answer you.',
    },
    reason: '{contact.name}',
  },
  labels: {
    name: words('Передати людині', 'Передать человеку', 'Handoff'),
    help: words(
      'Далі говорить менеджер; бот мовчить, доки розмову не повернуть.',
      'Дальше говорит менеджер; бот молчит, пока разговор не вернут.',
      'A colleague takes over; the bot is silent until the talk is given back.',
    ),
    fields: {
      text: words('Текст клієнту', 'Текст клиенту', 'Text to the client'),
      reason: words('Текст менеджеру', 'Текст менеджеру', 'Text to colleagues'),
    },
    exits: { next: words('Повернули боту', 'Вернули боту', 'Given back') },
  },
})
