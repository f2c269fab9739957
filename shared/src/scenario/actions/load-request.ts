import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { resultMs } from '../nodes/car-search.ts'
import { exitLabels } from '../nodes/labels.ts'
import { results } from '../results.ts'
import { textOf, VariableName } from '../value.ts'

export const loadRequest = defineNode({
  type: 'LOAD_REQUEST',
  options: z.object({
    action: z.literal('LOAD_REQUEST'),
    request: VariableName.default('request_id'),
  }),
  exits: () => [
    { name: 'open', required: true },
    { name: 'closed', required: true, atOnce: true },
    { name: 'failed', required: false, otherwise: 'closed' },
  ],
  waits: () => true,
  uses: ({ request }) => ({ reads: [request], sets: ['request'] }),
  enter(talk, { request }) {
    const requestId = textOf(talk.get(request))
    if (!requestId) return leave('closed')
    talk.emit({ type: 'loadRequest', token: talk.token, requestId })
    return { to: 'wait', for: 'result', until: talk.clock.now + resultMs }
  },
  receive(talk, _, answer) {
    if (answer.kind === 'message' || answer.kind === 'choice') return { to: 'ignored' }
    if (answer.kind !== 'result') return leave('failed')
    const told = answer.ok ? results.loadRequest.safeParse(answer.value).data : undefined
    talk.set('request', told && { code: told.code, title: told.title, text: told.text })
    return leave(told?.open ? 'open' : 'closed')
  },
  example: { action: 'LOAD_REQUEST' },
  labels: {
    name: words('Показати запит', 'Показать запрос', 'Load a request'),
    help: words(
      'Дізнається, що шукають за посиланням: {request.code}, {request.title}, {request.text}. Контактів клієнта там немає.',
      'Узнаёт, что ищут по ссылке: {request.code}, {request.title}, {request.text}. Контактов клиента там нет.',
      'Learns what the link’s request asks for: {request.code}, {request.title}, {request.text}. The client’s contacts are not in it.',
    ),
    fields: { request: words('Змінна запиту', 'Переменная запроса', 'Request variable') },
    exits: {
      open: words('Запит відкритий', 'Запрос открыт', 'Open'),
      closed: words('Закритий або немає', 'Закрыт или нет', 'Closed or gone'),
      failed: exitLabels.failed,
    },
  },
})
