import fc from 'fast-check'
import { expect, test } from 'vitest'
import { advance } from './engine.ts'
import type { TalkEvent } from './event.ts'
import { ScenarioGraph, type ScenarioNode } from './graph.ts'
import { nodeType, nodeTypes } from './nodes/registry.ts'
import { actionTypes } from './nodes/action.ts'
import { newTalk, TalkState } from './talk-state.ts'
import { ask, bookOf, clock, end, graphOf, start } from './testing/chat.ts'
import { refusedByTelegram } from './testing/limits.ts'
import type { Value } from './value.ts'
import { isPublishable, validate } from './validate.ts'

const languages = ['uk', 'ru', 'en'] as const
const kinds = Object.keys(nodeTypes).filter((type) => type !== 'START' && type !== 'JUMP')
const optionsOf = (type: string) =>
  type === 'ACTION'
    ? fc.constantFrom(...Object.values(actionTypes).map(({ example }) => example))
    : fc.constant(nodeType(type)?.example)

// Every variable that an example uses is an input, so that no wiring is refused for its order.
const inputs = ['budget', 'make', 'model', 'found', 'interest', 'request_id']
const startOptions = {
  triggers: [{ kind: 'command', command: 'start' }, { kind: 'default_reply' }],
  inputs,
}

/** Where jumps to another scenario lead. */
const other = graphOf(start([], 'q'), ask('q', 'q', 'bye'), end('bye', 'Bye'))

/** Nodes of every kind, each exit drawn to any node. */
const anyGraph = fc.integer({ min: 2, max: 14 }).chain((count) => {
  const target = fc.integer({ min: 1, max: count }).map((i) => `n${i}`)
  const shape = fc.tuple(...Array.from({ length: count }, (_, i) => nodeAt(`n${i + 1}`, target)))
  return fc.tuple(shape, target).map(([nodes, first]): unknown => ({
    languages,
    nodes: [
      { id: 'start', type: 'START', options: startOptions, exits: { next: first }, at: { x: 0, y: 0 } },
      ...nodes,
    ],
  }))
})

function nodeAt(id: string, target: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc.constantFrom(...kinds, 'JUMP').chain((type) => {
    const options =
      type === 'JUMP'
        ? fc.oneof(
            target.map((nodeId): unknown => ({ target: 'node', nodeId })),
            fc.boolean().map((comeBack): unknown => ({ target: 'scenario', scenarioId: 's1', comeBack })),
          )
        : optionsOf(type)
    return options.chain((chosen: unknown) => {
      const bound = nodeType(type)?.bind(chosen)
      const exits = bound && 'node' in bound ? bound.node.exits.map(({ name }) => name) : []
      return fc.array(target, { minLength: exits.length, maxLength: exits.length }).map((targets) => ({
        id,
        type,
        options: chosen,
        exits: Object.fromEntries(exits.map((name, i) => [name, targets[i]])),
        at: { x: 0, y: 0 },
      }))
    })
  })
}

type Made = (state: TalkState) => TalkEvent
const token = (state: TalkState) => state.place?.waiting.token ?? 'none'
const text = fc.constantFrom(
  'так',
  'Купити',
  '15 000 $',
  '067 123 45 67',
  '1',
  'BMW X5 2018 35 000 $',
  '/menu',
  '/back',
  '/start',
  '/cancel',
  'меню',
  '',
)
const anyEvent: fc.Arbitrary<Made> = fc.oneof(
  {
    weight: 5,
    arbitrary: text.map((said): Made => () => ({ type: 'message', text: said, from: { id: '1' } })),
  },
  {
    weight: 4,
    arbitrary: fc
      .integer({ min: 0, max: 3 })
      .map((i): Made => (state) => ({ type: 'callback', callbackId: 'c', data: `s:${token(state)}:${i}` })),
  },
  { weight: 4, arbitrary: fc.constant<Made>((state) => ({ type: 'timer', token: token(state) })) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.boolean(),
        fc.constantFrom<Value>(
          null,
          { code: 'L-1', requestId: 'r' },
          { cars: [{ id: '1', title: 'BMW <X5>', photo: 'p' }], total: 1 },
          {
            cars: Array.from({ length: 12 }, (_, i) => ({
              title: `Car ${i} ${'x'.repeat(150)}`,
              photo: 'p',
            })),
            total: 12,
          },
          { status: 200, body: { rate: 41 } },
          [{ code: 'R', title: 't', status: 's' }],
        ),
      )
      .map(([ok, value]): Made => (state) => ({ type: 'result', token: token(state), ok, value })),
  },
  {
    weight: 2,
    arbitrary: fc.constant<Made>(() => ({
      type: 'message',
      from: { id: '1' },
      photos: ['p1', 'p2'],
      contact: { phone: '0671234567', userId: '1' },
    })),
  },
  { weight: 1, arbitrary: fc.constant<Made>(() => ({ type: 'take_over' })) },
  { weight: 2, arbitrary: fc.constant<Made>(() => ({ type: 'give_back' })) },
  { weight: 1, arbitrary: fc.constant<Made>(() => ({ type: 'start', payload: 'ad_1' })) },
)

/** What can still happen to a talk that runs. */
function canGoOn(state: TalkState, timers: Set<string>): boolean {
  const waiting = state.place?.waiting
  if (!waiting || state.handedOff) return true
  if (waiting.for === 'answer') return true
  if (waiting.for === 'operator') return false
  return timers.has(waiting.token)
}

test('a scenario that validates never stalls, faults or loops, whatever happens to its talk', () => {
  let ran = 0
  fc.assert(
    fc.property(anyGraph, fc.array(anyEvent, { minLength: 5, maxLength: 40 }), (made, events) => {
      const graph = ScenarioGraph.parse(made)
      fc.pre(
        isPublishable(
          validate(graph, { scenarioId: 's0', others: [{ scenarioId: 's1', name: 'other', graph: other }] }),
        ),
      )
      ran += 1
      const book = bookOf(graph, other)
      let state = newTalk('p')
      const timers = new Set<string>()
      for (const makeEvent of [(): TalkEvent => ({ type: 'start' }), ...events]) {
        const event = makeEvent(state)
        const next = advance(book, state, event, clock)
        if (event.type === 'timer') timers.delete(event.token)
        for (const effect of next.effects) {
          if (effect.type === 'startTimer') timers.add(effect.token)
          if (effect.type === 'cancelTimer') expect(timers.delete(effect.token)).toBe(true)
        }
        expect(next.steps.filter(({ kind }) => kind === 'fault')).toEqual([])
        expect(next.steps.filter(({ kind }) => kind === 'entered').length).toBeLessThanOrEqual(60)
        expect(refusedByTelegram(next.effects)).toEqual([])
        if (state.handedOff && event.type !== 'give_back') expect(next.effects).toEqual([])
        expect(canGoOn(next.state, timers)).toBe(true)
        expect(TalkState.parse(JSON.parse(JSON.stringify(next.state)))).toEqual(next.state)
        state = next.state
      }
    }),
    { numRuns: 200, maxSkipsPerRun: 100 },
  )
  expect(ran).toBeGreaterThanOrEqual(200)
}, 60_000)

test('a graph that does not validate ends its talk politely too: nothing is ever thrown', () => {
  fc.assert(
    fc.property(anyGraph, fc.array(anyEvent, { maxLength: 15 }), (made, events) => {
      const graph = ScenarioGraph.parse(made)
      const broken: ScenarioNode[] = graph.nodes.map((node, i) =>
        i % 3 === 1 ? { ...node, options: {}, exits: {} } : node,
      )
      const book = bookOf({ ...graph, nodes: broken }, other)
      let state = newTalk('p')
      for (const makeEvent of [(): TalkEvent => ({ type: 'start' }), ...events]) {
        const next = advance(book, state, makeEvent(state), clock)
        expect(next.steps.filter(({ kind }) => kind === 'entered').length).toBeLessThanOrEqual(60)
        expect(refusedByTelegram(next.effects)).toEqual([])
        state = next.state
      }
    }),
    { numRuns: 200 },
  )
})
