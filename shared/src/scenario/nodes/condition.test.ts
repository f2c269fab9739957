import { expect, test } from 'vitest'
import { advance } from '../engine.ts'
import { newTalk } from '../talk-state.ts'
import { bookOf, clock, end, graphOf, node, start } from '../testing/chat.ts'
import type { Value } from '../value.ts'

const usd = (major: number): Value => ({ amountMinor: major * 100, currency: 'USD' })

test.each<[Value | undefined, Record<string, Value>, boolean]>([
  ['Buy', { operator: 'equals', value: ' buy ' }, true],
  [3, { operator: 'equals', value: '3' }, true],
  [true, { operator: 'equals', value: 'true' }, true],
  ['2026-11-28', { operator: 'equals', value: '2026-11-28' }, true],
  [undefined, { operator: 'equals', value: 'x' }, false],
  ['sell', { operator: 'not_equals', value: 'buy' }, true],
  ['BMW X5', { operator: 'contains', value: 'x5' }, true],
  [['a', 'b'], { operator: 'contains', value: 'B' }, true],
  [['ab'], { operator: 'contains', value: 'a' }, false],
  [usd(15_000), { operator: 'gt', value: '14999.5' }, true],
  [usd(15_000), { operator: 'gt', value: '15000' }, false],
  ['12', { operator: 'lt', value: '100' }, true],
  ['2026-11-28', { operator: 'gt', value: '2026-11-27' }, true],
  ['багато', { operator: 'gt', value: '5' }, false],
  [undefined, { operator: 'lt', value: '5' }, false],
  [2018, { operator: 'between', value: '2015', upTo: '2018' }, true],
  [2019, { operator: 'between', value: '2015', upTo: '2018' }, false],
  [0, { operator: 'is_set' }, true],
  ['', { operator: 'is_set' }, false],
  [[], { operator: 'is_set' }, false],
  [undefined, { operator: 'is_set' }, false],
  ['uk', { operator: 'in_list', list: ['ru', 'UK'] }, true],
  ['en', { operator: 'in_list', list: ['ru', 'uk'] }, false],
  [5, { operator: 'gt', value: '{other}' }, true],
])('%j %j is %s', (value, test, holds) => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'in'),
    node('in', 'DELAY', {}, { next: 'if' }),
    node('if', 'CONDITION', { variable: 'held', ...test }, { yes: 'yes', no: 'no' }),
    end('yes', 'yes'),
    end('no', 'no'),
  )
  const asked = advance(bookOf(graph), newTalk('c'), { type: 'start' }, clock).state
  const token = asked.place?.waiting.token ?? ''
  const variables = { other: 3, ...(value === undefined ? {} : { held: value }) }
  const { effects } = advance(bookOf(graph), { ...asked, variables }, { type: 'timer', token }, clock)
  expect(effects).toEqual([{ type: 'send', text: holds ? 'yes' : 'no', photos: [] }])
})
