import { z } from 'zod'
import { LocalText, words } from '../local-text.ts'
import { menuKeyboard } from '../menu.ts'
import { defineNode } from '../node.ts'
import { limits } from '../telegram.ts'
import { fieldLabels } from './labels.ts'

export const end = defineNode({
  type: 'END',
  options: z.object({
    text: LocalText.default({}),
    /** Show the main menu with the text. */
    menu: z.boolean().default(true),
  }),
  exits: () => [],
  waits: () => false,
  uses: ({ text }) => ({ texts: [{ field: 'text', text, limit: limits.text, optional: true }] }),
  enter(talk, { text, menu }) {
    const html = talk.html(text)
    const keyboard = menu && html ? menuKeyboard(talk) : undefined
    talk.say(html, keyboard && { keyboard })
    return { to: 'end' }
  },
  example: { text: { uk: 'Дякуємо!', ru: 'Спасибо!', en: 'Thank you!' } },
  labels: {
    name: words('Кінець', 'Конец', 'End'),
    help: words('Розмову завершено.', 'Разговор завершён.', 'The talk is over.'),
    fields: {
      text: fieldLabels.text,
      menu: words('Показати меню', 'Показать меню', 'Show the menu'),
    },
    exits: {},
  },
})
