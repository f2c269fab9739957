import { z } from 'zod'
import type { RequestDraft } from '../effect.ts'
import { words } from '../local-text.ts'
import { defineNode, leave, type NodeContext } from '../node.ts'
import { resultMs } from '../nodes/car-search.ts'
import { results } from '../results.ts'
import { display, moneyOf, numberOf, textOf, VariableName } from '../value.ts'
import { exitLabels } from '../nodes/labels.ts'

const options = z.object({
  action: z.literal('CREATE_REQUEST'),
  /** Free text of the wish. */
  interest: VariableName.default('interest'),
  budget: VariableName.default('budget'),
  city: VariableName.default('city'),
  quantity: VariableName.default('quantity'),
})

function draft(talk: NodeContext, from: z.output<typeof options>): RequestDraft {
  const description = display(talk.get(from.interest)) || undefined
  const make = textOf(talk.get('make'))
  const model = textOf(talk.get('model'))
  const optional = {
    make,
    model,
    yearMin: numberOf(talk.get('year')),
    budget: moneyOf(talk.get(from.budget)),
    city: textOf(talk.get(from.city)),
    quantity: numberOf(talk.get(from.quantity)),
    description,
  }
  const said = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
  const title = [make, model].filter(Boolean).join(' ') || (description ?? '').split('\n')[0] || '—'
  return { title: title.slice(0, 120).toWellFormed(), language: talk.language, ...said }
}

export const createRequest = defineNode({
  type: 'CREATE_REQUEST',
  options,
  exits: () => [
    { name: 'next', required: true },
    { name: 'failed', required: true },
  ],
  waits: () => true,
  uses: () => ({ sets: ['request_id', 'request_code'] }),
  enter(talk, from) {
    talk.emit({ type: 'createRequest', token: talk.token, request: draft(talk, from) })
    talk.settle()
    return { to: 'wait', for: 'result', until: talk.clock.now + resultMs }
  },
  receive(talk, _, answer) {
    if (answer.kind === 'message' || answer.kind === 'choice') return { to: 'ignored' }
    const result =
      answer.kind === 'result' && answer.ok ? results.createRequest.safeParse(answer.value).data : undefined
    if (!result) return leave('failed')
    talk.set('request_id', result.requestId)
    talk.set('request_code', result.code)
    return leave('next')
  },
  example: { action: 'CREATE_REQUEST' },
  labels: {
    name: words('Створити запит', 'Создать запрос', 'Create request'),
    help: words(
      'Створює запит партнерам на підбір авто.',
      'Создаёт запрос партнёрам на подбор авто.',
      'Makes a request for a car that partners may answer.',
    ),
    fields: {
      interest: words('Змінна побажань', 'Переменная пожеланий', 'Interest variable'),
      budget: words('Змінна бюджету', 'Переменная бюджета', 'Budget variable'),
      city: words('Змінна міста', 'Переменная города', 'City variable'),
      quantity: words('Змінна кількості', 'Переменная количества', 'Quantity variable'),
    },
    exits: { next: exitLabels.next, failed: exitLabels.failed },
  },
})
