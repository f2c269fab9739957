import { z } from 'zod'
import { LocalText, words } from '../local-text.ts'
import { Language } from '../../schemas/common.ts'
import { defineNode, leave } from '../node.ts'
import { limits } from '../telegram.ts'
import { textOf, VariableName } from '../value.ts'
import { channelPost, postText } from './channel-post.ts'
import { exitLabels, fieldLabels } from './labels.ts'

export const requestBroadcast = defineNode({
  type: 'REQUEST_BROADCAST',
  options: z.object({
    request: VariableName.default('request_id'),
    text: LocalText,
    language: Language.default('uk'),
  }),
  exits: () => [
    { name: 'next', required: true },
    { name: 'failed', required: false, otherwise: 'next' },
  ],
  waits: () => false,
  uses: ({ request, text }) => ({
    texts: [{ field: 'text', text, limit: limits.text }],
    reads: [request],
  }),
  enter(talk, { request, text, language }) {
    const requestId = textOf(talk.get(request))
    const html = postText(talk.html(text, language), [])
    if (!requestId || !html) return leave('failed')
    talk.emit({ type: 'broadcast', requestId, text: html })
    talk.settle()
    return leave('next')
  },
  example: {
    text: { uk: 'Шукаємо {make}', ru: 'Ищем {make}', en: 'Wanted: {make}' },
  },
  labels: {
    name: words('Розіслати запит', 'Разослать запрос', 'Broadcast request'),
    help: words(
      'Надсилає запит партнерам з кнопкою пропозиції.',
      'Отправляет запрос партнёрам с кнопкой предложения.',
      'Sends the request to partners with a button to make an offer.',
    ),
    fields: {
      request: words('Змінна запиту', 'Переменная запроса', 'Request variable'),
      text: fieldLabels.text,
      language: channelPost.labels.fields.language ?? words('Мова', 'Язык', 'Language'),
    },
    exits: { next: exitLabels.next, failed: exitLabels.failed },
    ...(channelPost.labels.values ? { values: channelPost.labels.values } : {}),
  },
})
