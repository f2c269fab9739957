import { z } from 'zod'
import type { CarFilters, Effect } from '../effect.ts'
import { words } from '../local-text.ts'
import { leave, type Answer, type Exit, type NodeContext, type Outcome, type Uses } from '../node.ts'
import { results } from '../results.ts'
import { moneyOf, numberOf, textOf, VariableName } from '../value.ts'
import { exitLabels } from './labels.ts'

/** Which variables a search reads, and where it keeps what it finds. */
export const searchOptions = {
  make: VariableName.default('make'),
  model: VariableName.default('model'),
  budget: VariableName.default('budget'),
  year: VariableName.default('year'),
  city: VariableName.default('city'),
  limit: z.int().min(1).max(10).default(5),
}

interface SearchOptions {
  make: string
  model: string
  budget: string
  year: string
  city: string
  limit: number
}

/** The world has this long to answer. */
export const resultMs = 60_000

export const searchExits = (): Exit[] => [
  { name: 'found', required: true },
  { name: 'none', required: true },
  { name: 'failed', required: false, otherwise: 'none' },
]

/** A filter may stay unset, so none of its variables must have been set before. */
export const searchUses = (): Uses => ({ sets: ['found', 'found_count'] })

/** Asks for cars and waits for them. */
export function search(
  talk: NodeContext,
  options: SearchOptions,
  how: Pick<Effect & { type: 'search' }, 'where' | 'enough'>,
): Outcome {
  const filters: CarFilters = {}
  const make = textOf(talk.get(options.make))
  const model = textOf(talk.get(options.model))
  const budget = moneyOf(talk.get(options.budget))
  const year = numberOf(talk.get(options.year))
  const city = textOf(talk.get(options.city))
  if (make) filters.make = make
  if (model) filters.model = model
  if (budget) filters.budget = budget
  if (year !== undefined) filters.yearMin = year
  if (city) filters.city = city
  talk.emit({ type: 'search', token: talk.token, ...how, limit: options.limit, filters })
  return { to: 'wait', for: 'result', until: talk.clock.now + resultMs }
}

/** Keeps the cars of a result as `found` and their whole number as `found_count`. */
export function searched(talk: NodeContext, { limit }: SearchOptions, answer: Answer): Outcome {
  if (answer.kind === 'message' || answer.kind === 'choice') return { to: 'ignored' }
  const result = answer.kind === 'result' && answer.ok ? results.search.safeParse(answer.value) : undefined
  if (!result?.success) {
    talk.set('found', [])
    talk.set('found_count', 0)
    return leave('failed')
  }
  const cars = result.data.cars.slice(0, limit)
  talk.set('found', cars)
  talk.set('found_count', Math.max(result.data.total, cars.length))
  return leave(cars.length > 0 ? 'found' : 'none')
}

export const searchLabels = {
  fields: {
    make: words('Змінна марки', 'Переменная марки', 'Make variable'),
    model: words('Змінна моделі', 'Переменная модели', 'Model variable'),
    budget: words('Змінна бюджету', 'Переменная бюджета', 'Budget variable'),
    year: words('Змінна року від', 'Переменная года от', 'Variable of the earliest year'),
    city: words('Змінна міста', 'Переменная города', 'City variable'),
    limit: words('Скільки показати', 'Сколько показать', 'How many to keep'),
  },
  exits: {
    found: words('Знайдено', 'Найдено', 'Found'),
    none: words('Нічого', 'Ничего', 'Nothing'),
    failed: exitLabels.failed,
  },
} as const
