import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { results } from '../results.ts'
import { valueAt, VariableName } from '../value.ts'
import { exitLabels } from './labels.ts'

export const httpRequest = defineNode({
  type: 'HTTP_REQUEST',
  options: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
    /** Variables in it are percent-encoded. */
    url: z
      .string()
      .regex(/^https?:\/\/[^\s{}/]+(?:[/?#]\S*)?$/)
      .max(2000),
    headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,60}$/), z.string().max(1000)).default({}),
    /** Sent as a JSON object of texts. */
    body: z.record(z.string().max(100), z.string().max(4000)).default({}),
    /** Which parts of the JSON answer are kept: a variable and a path such as data.items.0.name. */
    save: z
      .array(z.object({ variable: VariableName, path: z.string().max(200) }))
      .max(20)
      .default([]),
    timeoutSeconds: z.int().min(1).max(120).default(30),
  }),
  exits: () => [
    { name: 'next', required: true },
    { name: 'failed', required: true },
  ],
  waits: () => true,
  uses: ({ url, headers, body, save }) => ({
    templates: [url, ...Object.values(headers), ...Object.values(body)],
    sets: ['http_status', ...save.map(({ variable }) => variable)],
  }),
  enter(talk, { method, url, headers, body, timeoutSeconds }) {
    const filled = (record: Record<string, string>) =>
      Object.fromEntries(Object.entries(record).map(([name, template]) => [name, talk.plain(template)]))
    talk.emit({
      type: 'httpRequest',
      token: talk.token,
      method,
      url: talk.url(url),
      // A header is one line, whatever a variable holds.
      headers: Object.fromEntries(
        Object.entries(filled(headers)).map(([name, value]) => [name, value.replace(/[^\x20-\x7e]+/g, ' ')]),
      ),
      ...(Object.keys(body).length > 0 ? { body: filled(body) } : {}),
    })
    return { to: 'wait', for: 'result', until: talk.clock.now + timeoutSeconds * 1000 }
  },
  receive(talk, { save }, answer) {
    if (answer.kind === 'message' || answer.kind === 'choice') return { to: 'ignored' }
    const result = answer.kind === 'result' ? results.httpRequest.safeParse(answer.value) : undefined
    talk.set('http_status', result?.data?.status ?? 0)
    if (answer.kind !== 'result' || !answer.ok || !result?.success) return leave('failed')
    for (const { variable, path } of save)
      talk.set(variable, valueAt(result.data.body, path.split('.').filter(Boolean)))
    return leave(result.data.status < 400 ? 'next' : 'failed')
  },
  example: { url: 'https://example.com/rate?make={make}', save: [{ variable: 'rate', path: 'rate' }] },
  labels: {
    name: words('HTTP-запит', 'HTTP-запрос', 'HTTP request'),
    help: words(
      'Питає інший сервіс і зберігає відповідь у змінні.',
      'Спрашивает другой сервис и сохраняет ответ в переменные.',
      'Asks another service and keeps its answer in variables.',
    ),
    fields: {
      method: words('Метод', 'Метод', 'Method'),
      url: words('Адреса', 'Адрес', 'Address'),
      headers: words('Заголовки', 'Заголовки', 'Headers'),
      body: words('Поля тіла', 'Поля тела', 'Body fields'),
      save: words('Зберегти', 'Сохранить', 'Keep'),
      variable: words('Змінна', 'Переменная', 'Variable'),
      path: words('Шлях у відповіді', 'Путь в ответе', 'Path in the answer'),
      timeoutSeconds: words('Чекати, секунд', 'Ждать, секунд', 'Wait, seconds'),
    },
    exits: { next: exitLabels.next, failed: exitLabels.failed },
    values: {
      GET: words('Отримати', 'Получить', 'GET'),
      POST: words('Надіслати', 'Отправить', 'POST'),
      PUT: words('Замінити', 'Заменить', 'PUT'),
      PATCH: words('Змінити', 'Изменить', 'PATCH'),
      DELETE: words('Видалити', 'Удалить', 'DELETE'),
    },
  },
})
