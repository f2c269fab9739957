import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { HookUrl } from './hook-url.ts'
import { defineIntegration } from './integration.ts'

/** A server of the workspace's own that is told of events (Standard Webhooks). */
export const webhook = defineIntegration({
  type: 'WEBHOOK',
  config: z.strictObject({ url: HookUrl }),
  madeBy: 'people',
  example: { url: 'https://crm.example/cartie' },
  labels: {
    name: words('Вебхук', 'Вебхук', 'Webhook'),
    help: words(
      'Надсилає події на ваш сервер із підписом Standard Webhooks.',
      'Отправляет события на ваш сервер с подписью Standard Webhooks.',
      'Sends events to your server, signed as Standard Webhooks.',
    ),
    fields: { url: words('Адреса', 'Адрес', 'Address') },
  },
})
