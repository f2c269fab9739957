import { z } from 'zod'
import { parseMoney } from '../../domain/money.ts'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { display, numberOf, VariableName, type Value } from '../value.ts'
import { exitLabels } from '../nodes/labels.ts'

const kinds = ['as_is', 'text', 'number', 'price'] as const

function typed(value: Value | undefined, kind: (typeof kinds)[number]): Value | undefined {
  if (value === '' || value === undefined || value === null) return undefined
  if (kind === 'text') return display(value)
  if (kind === 'number') return numberOf(value)
  if (kind !== 'price' || typeof value === 'object') return value
  const money = parseMoney(String(value), { currency: 'USD' })
  return money && { amountMinor: money.amountMinor, currency: money.currency ?? 'USD' }
}

export const setVar = defineNode({
  type: 'SET_VAR',
  options: z.object({
    action: z.literal('SET_VAR'),
    variable: VariableName,
    /** A template; a single placeholder keeps the value's own kind. Empty unsets. */
    value: z.string().max(2000).default(''),
    as: z.enum(kinds).default('as_is'),
  }),
  exits: () => [{ name: 'next', required: true }],
  waits: () => false,
  uses: ({ variable, value }) => ({ templates: [value], sets: [variable] }),
  enter(talk, { variable, value, as }) {
    talk.set(variable, typed(talk.value(value), as))
    return leave('next')
  },
  example: { action: 'SET_VAR', variable: 'budget', value: '15 000 $', as: 'price' },
  labels: {
    name: words('Змінна', 'Переменная', 'Set variable'),
    help: words(
      'Записує значення у змінну.',
      'Записывает значение в переменную.',
      'Gives a variable a value.',
    ),
    fields: {
      variable: words('Змінна', 'Переменная', 'Variable'),
      value: words('Значення', 'Значение', 'Value'),
      as: words('Як', 'Как', 'As'),
    },
    exits: { next: exitLabels.next },
    values: {
      as_is: words('Як є', 'Как есть', 'As it is'),
      text: words('Текст', 'Текст', 'Text'),
      number: words('Число', 'Число', 'Number'),
      price: words('Ціна', 'Цена', 'Price'),
    },
  },
})
