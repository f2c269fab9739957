import { expect, test } from 'vitest'
import { filterOf, searchOf, viewOf } from './filter.ts'

const bot = '6f1b5d0a-3c55-4bd0-8f9e-0a8c5b6d7e8f'

test('a view of the inbox comes back from its address', () => {
  const view = { view: 'mine', bot, q: 'audi q5' } as const
  expect(viewOf(new URLSearchParams(searchOf(view, 'x')))).toEqual(view)
  expect(filterOf(view)).toEqual({ assigned: 'mine', botId: bot, q: 'audi q5' })
})
test('what the API would refuse is left out', () => {
  expect(filterOf(viewOf(new URLSearchParams('view=all&bot=7&q=++')))).toEqual({})
  expect(filterOf(viewOf(new URLSearchParams('view=unread')))).toEqual({ unread: 'true' })
})
