import { z } from 'zod'
import { parseWish } from '../../domain/wish-text.ts'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { textOf, VariableName } from '../value.ts'
import { exitLabels } from '../nodes/labels.ts'

export const normalizeRequest = defineNode({
  type: 'NORMALIZE_REQUEST',
  options: z.object({
    action: z.literal('NORMALIZE_REQUEST'),
    /** Free text, such as "BMW X5 from 2018 up to 35k in Kyiv". */
    source: VariableName.default('interest'),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ source }) => ({ reads: [source], sets: ['make', 'model', 'year', 'year_max', 'budget', 'city'] }),
  enter(talk, { source }) {
    const wish = parseWish(textOf(talk.get(source)) ?? '', Number(talk.today.slice(0, 4)), talk.dictionary)
    if (wish.make) talk.set('make', wish.make)
    if (wish.model) talk.set('model', wish.model)
    if (wish.yearMin) talk.set('year', wish.yearMin)
    if (wish.yearMax) talk.set('year_max', wish.yearMax)
    if (wish.budget) talk.set('budget', wish.budget)
    if (wish.city) talk.set('city', wish.city)
    return leave('next')
  },
  example: { action: 'NORMALIZE_REQUEST', source: 'interest' },
  labels: {
    name: words('Розпізнати запит', 'Распознать запрос', 'Understand a wish'),
    help: words(
      'Читає з тексту марку, модель, рік, бюджет і місто.',
      'Читает из текста марку, модель, год, бюджет и город.',
      'Reads make, model, year, budget and town from a text.',
    ),
    fields: { source: words('Змінна з текстом', 'Переменная с текстом', 'Variable with the text') },
    exits: { next: exitLabels.next },
  },
})
