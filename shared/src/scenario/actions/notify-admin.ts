import { z } from 'zod'
import { Language } from '../../schemas/common.ts'
import { LocalText, words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { postText } from '../nodes/channel-post.ts'
import { limits } from '../telegram.ts'
import { exitLabels, fieldLabels } from '../nodes/labels.ts'

export const notifyAdmin = defineNode({
  type: 'NOTIFY_ADMIN',
  options: z.object({
    action: z.literal('NOTIFY_ADMIN'),
    text: LocalText,
    language: Language.default('uk'),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ text }) => ({ texts: [{ field: 'text', text, limit: limits.text }] }),
  enter(talk, { text, language }) {
    const html = postText(talk.html(text, language), [])
    if (html) talk.emit({ type: 'notifyAdmin', text: html })
    return leave('next')
  },
  example: {
    action: 'NOTIFY_ADMIN',
    text: {
      uk: 'Новий клієнт {contact.name}',
      ru: 'Новый клиент {contact.name}',
      en: 'New client {contact.name}',
    },
  },
  labels: {
    name: words('Повідомити менеджерів', 'Сообщить менеджерам', 'Notify colleagues'),
    help: words('Пише у чат менеджерів.', 'Пишет в чат менеджеров.', 'Writes to the admin chat.'),
    fields: { text: fieldLabels.text, language: words('Мова', 'Язык', 'Language') },
    exits: { next: exitLabels.next },
    values: {
      uk: words('Українська', 'Украинский', 'Ukrainian'),
      ru: words('Російська', 'Русский', 'Russian'),
      en: words('Англійська', 'Английский', 'English'),
    },
  },
})
