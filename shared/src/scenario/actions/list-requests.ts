import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { resultMs } from '../nodes/car-search.ts'
import { results } from '../results.ts'
import { exitLabels } from '../nodes/labels.ts'

export const listRequests = defineNode({
  type: 'LIST_REQUESTS',
  options: z.object({
    action: z.literal('LIST_REQUESTS'),
    limit: z.int().min(1).max(20).default(10),
  }),
  exits: () => [
    { name: 'found', required: true },
    { name: 'none', required: true },
    { name: 'failed', required: false, otherwise: 'none' },
  ],
  waits: () => true,
  uses: () => ({ sets: ['requests', 'requests_count'] }),
  enter(talk, { limit }) {
    talk.emit({ type: 'listRequests', token: talk.token, limit })
    return { to: 'wait', for: 'result', until: talk.clock.now + resultMs }
  },
  receive(talk, { limit }, answer) {
    if (answer.kind === 'message' || answer.kind === 'choice') return { to: 'ignored' }
    const list =
      answer.kind === 'result' && answer.ok ? results.listRequests.safeParse(answer.value).data : undefined
    const lines = (list ?? [])
      .slice(0, limit)
      .map(({ code, title, status }) => `• ${code} · ${title} · ${status}`)
    talk.set('requests', lines.join('\n'))
    talk.set('requests_count', lines.length)
    if (!list) return leave('failed')
    return leave(lines.length > 0 ? 'found' : 'none')
  },
  example: { action: 'LIST_REQUESTS' },
  labels: {
    name: words('Мої запити', 'Мои запросы', 'List requests'),
    help: words(
      'Збирає запити цього клієнта у змінну requests.',
      'Собирает запросы этого клиента в переменную requests.',
      'Gathers this client’s requests in the variable requests.',
    ),
    fields: { limit: words('Не більше', 'Не больше', 'At most') },
    exits: {
      found: words('Є запити', 'Есть запросы', 'Found'),
      none: words('Немає', 'Нет', 'None'),
      failed: exitLabels.failed,
    },
  },
})
