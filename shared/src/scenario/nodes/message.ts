import { z } from 'zod'
import { inRows } from '../keyboard.ts'
import { LocalText, words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { limits } from '../telegram.ts'
import { exitLabels, fieldLabels } from './labels.ts'

export const message = defineNode({
  type: 'MESSAGE',
  options: z.object({
    text: LocalText,
    /** File ids or addresses. */
    photos: z.array(z.string().min(1).max(2000)).max(10).default([]),
    links: z
      .array(z.object({ label: LocalText, url: z.string().regex(/^(?:https?|tg):\/\/\S{1,2000}$/) }))
      .max(10)
      .default([]),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ text, photos, links }) => ({
    texts: [
      { field: 'text', text, limit: photos.length > 0 ? limits.caption : limits.text },
      ...links.map(({ label }, i) => ({ field: `links.${i}.label`, text: label, limit: limits.button })),
    ],
    templates: links.map(({ url }) => url),
  }),
  enter(talk, { text, photos, links }) {
    const buttons = links.map(({ label, url }) => ({
      text: talk.label(label),
      url: talk.url(url),
    }))
    talk.say(talk.html(text), {
      photos,
      ...(buttons.length > 0 ? { keyboard: { kind: 'inline', rows: inRows(buttons, 1) } } : {}),
    })
    return leave('next')
  },
  example: { text: { uk: 'Вітаємо!', ru: 'Здравствуйте!', en: 'Hello!' } },
  labels: {
    name: words('Повідомлення', 'Сообщение', 'Message'),
    help: words('Надсилає текст і фото.', 'Отправляет текст и фото.', 'Sends a text and photos.'),
    fields: {
      text: fieldLabels.text,
      photos: words('Фото', 'Фото', 'Photos'),
      links: words('Кнопки-посилання', 'Кнопки-ссылки', 'Link buttons'),
      label: words('Напис', 'Надпись', 'Label'),
      url: words('Адреса', 'Адрес', 'Address'),
    },
    exits: { next: exitLabels.next },
  },
})
