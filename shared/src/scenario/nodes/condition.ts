import { z } from 'zod'
import { words } from '../local-text.ts'
import { defineNode, leave } from '../node.ts'
import { display, numberOf, VariableName, type Value } from '../value.ts'

const operators = ['equals', 'not_equals', 'contains', 'gt', 'lt', 'between', 'is_set', 'in_list'] as const

const plain = (text: string): string => text.trim().toLowerCase()

/** A value as it is compared: dates stay YYYY-MM-DD, truth is true or false. */
const textual = (value: Value | undefined): string =>
  typeof value === 'string' || typeof value === 'boolean' ? String(value) : display(value)

/** Numbers and money are compared as numbers, everything else as its text without regard to case. */
function same(value: Value | undefined, text: string): boolean {
  const [left, right] = [numberOf(value), numberOf(text)]
  if (left !== undefined && right !== undefined) return left === right
  return plain(textual(value)) === plain(text)
}

function contains(value: Value | undefined, text: string): boolean {
  if (Array.isArray(value)) return value.some((one) => same(one, text))
  return plain(text) !== '' && plain(textual(value)).includes(plain(text))
}

/** Texts that are no numbers, such as dates as YYYY-MM-DD, are compared by their letters. */
function compare(value: Value | undefined, text: string): number | undefined {
  const [left, right] = [numberOf(value), numberOf(text)]
  if (left !== undefined && right !== undefined) return left - right
  if (typeof value !== 'string' || left !== undefined || right !== undefined || !text) return undefined
  return value < text ? -1 : value > text ? 1 : 0
}

const isSet = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

export const condition = defineNode({
  type: 'CONDITION',
  options: z.object({
    variable: VariableName,
    operator: z.enum(operators),
    /** What it is compared with: a value or a template such as {budget}. */
    value: z.string().max(500).default(''),
    /** The upper end, for `between`. */
    upTo: z.string().max(500).default(''),
    list: z.array(z.string().max(500)).max(100).default([]),
  }),
  exits: () => [
    { name: 'yes', required: true },
    { name: 'no', required: true },
  ],
  waits: () => false,
  uses: ({ variable, value, upTo, list }) => ({ reads: [variable], templates: [value, upTo, ...list] }),
  problems({ operator, value, upTo, list }) {
    const lacks =
      (['gt', 'lt', 'between', 'contains'].includes(operator) && !value.trim()) ||
      (operator === 'between' && !upTo.trim()) ||
      (operator === 'in_list' && list.length === 0)
    if (!lacks) return []
    const message = words(
      'Немає з чим порівнювати.',
      'Не с чем сравнивать.',
      'There is nothing to compare with.',
    )
    return [{ code: 'nothing_to_compare', message }]
  },
  enter(talk, { variable, operator, value, upTo, list }) {
    const held = talk.get(variable)
    const other = (template: string): string => {
      const filled = talk.value(template)
      return String(numberOf(filled) ?? textual(filled))
    }
    const order = (template: string) => compare(held, other(template))
    const tests: Record<(typeof operators)[number], () => boolean> = {
      equals: () => same(held, other(value)),
      not_equals: () => !same(held, other(value)),
      contains: () => contains(held, other(value)),
      gt: () => (order(value) ?? 0) > 0,
      lt: () => (order(value) ?? 0) < 0,
      between: () => (order(value) ?? -1) >= 0 && (order(upTo) ?? 1) <= 0,
      is_set: () => isSet(held),
      in_list: () => list.some((one) => same(held, other(one))),
    }
    return leave(tests[operator]() ? 'yes' : 'no')
  },
  example: { variable: 'budget', operator: 'gt', value: '15000' },
  labels: {
    name: words('Умова', 'Условие', 'Condition'),
    help: words(
      'Порівнює змінну і веде далі двома шляхами.',
      'Сравнивает переменную и ведёт дальше двумя путями.',
      'Compares a variable and goes one of two ways.',
    ),
    fields: {
      variable: words('Змінна', 'Переменная', 'Variable'),
      operator: words('Порівняння', 'Сравнение', 'Comparison'),
      value: words('Значення', 'Значение', 'Value'),
      upTo: words('До', 'До', 'Up to'),
      list: words('Список', 'Список', 'List'),
    },
    exits: { yes: words('Так', 'Да', 'Yes'), no: words('Ні', 'Нет', 'No') },
    values: {
      equals: words('дорівнює', 'равно', 'equals'),
      not_equals: words('не дорівнює', 'не равно', 'does not equal'),
      contains: words('містить', 'содержит', 'contains'),
      gt: words('більше ніж', 'больше чем', 'is more than'),
      lt: words('менше ніж', 'меньше чем', 'is less than'),
      between: words('між', 'между', 'is between'),
      is_set: words('має значення', 'имеет значение', 'is set'),
      in_list: words('є у списку', 'есть в списке', 'is in the list'),
    },
  },
})
