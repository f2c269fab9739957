import { expect, test } from 'vitest'
import { z } from 'zod'
import { advance } from '../engine.ts'
import type { TalkEvent } from '../event.ts'
import type { ScenarioGraph } from '../graph.ts'
import type { Words } from '../local-text.ts'
import type { NodeDefinition } from '../node.ts'
import { newTalk, type TalkState } from '../talk-state.ts'
import { bookOf, clock, node } from '../testing/chat.ts'
import { refusedByTelegram } from '../testing/limits.ts'
import { isPublishable, validate } from '../validate.ts'
import { actionTypes } from './action.ts'
import { nodeTypes } from './registry.ts'

const definitions: NodeDefinition[] = [...Object.values(nodeTypes), ...Object.values(actionTypes)]
const named = definitions.map((definition) => ({ type: definition.type, definition }))

/** Every name of an option and every word of a closed list in a JSON schema. */
function wordsOf(schema: unknown): { fields: string[]; values: string[] } {
  const fields = new Set<string>()
  const values = new Set<string>()
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (Array.isArray(part)) return part.forEach(visit)
    const { properties, ...rest } = part as Record<string, unknown>
    if ('widget' in rest && rest.widget === 'local-text') return
    for (const [name, option] of Object.entries(properties ?? {})) {
      fields.add(name)
      visit(option)
    }
    for (const word of [rest.enum, rest.const].flat()) if (typeof word === 'string') values.add(word)
    Object.entries(rest).forEach(([key, value]) => key !== 'enum' && visit(value))
  }
  visit(schema)
  return { fields: [...fields], values: [...values] }
}

const isComplete = (words: Words | undefined) =>
  words !== undefined && [words.uk, words.ru, words.en].every((word) => word.trim() !== '')

test('a node is registered under its own type', () => {
  for (const [type, definition] of Object.entries({ ...nodeTypes, ...actionTypes }))
    expect(definition.type).toBe(type)
})

test.each(named)('$type: its example makes a node', ({ definition }) => {
  expect(definition.bind(definition.example)).toHaveProperty('node')
  expect(
    definition.bind({ nothing: 'of the kind', text: 5, url: 'ftp://x', tags: 1, choices: 0 }),
  ).toBeDefined()
})

test.each(named)(
  '$type: every option, word of a list and exit has a label in three languages',
  ({ definition }) => {
    const { labels } = definition
    const schema = z.toJSONSchema(definition.options, { io: 'input' })
    const { fields, values } = wordsOf(schema)
    expect(isComplete(labels.name) && isComplete(labels.help)).toBe(true)
    const own = fields.filter((field) => field !== 'action' || definition.type === 'ACTION')
    expect(own.filter((field) => !isComplete(labels.fields[field]))).toEqual([])
    const spoken = values.filter((value) => value !== definition.type)
    expect(spoken.filter((value) => !isComplete(labels.values?.[value]))).toEqual([])
    const bound = definition.bind(definition.example)
    const exits = 'node' in bound ? bound.node.exits : []
    expect(exits.filter(({ name, label }) => !label && !isComplete(labels.exits[name]))).toEqual([])
  },
)

/** A scenario of this one node, every exit of which leads to the end. */
function around(definition: NodeDefinition): ScenarioGraph {
  const bound = definition.bind(definition.example)
  const exits = 'node' in bound ? bound.node.exits.map(({ name }) => [name, 'end'] as const) : []
  const type = definition.type in actionTypes ? 'ACTION' : definition.type
  const options = z.record(z.string(), z.json()).parse(definition.example)
  const inputs = ['budget', 'make', 'found', 'interest', 'request_id', 'cars']
  const tested = type === 'START' ? [] : [node('it', type, options, Object.fromEntries(exits))]
  return {
    languages: ['uk', 'ru', 'en'],
    nodes: [
      node(
        'start',
        'START',
        { triggers: [{ kind: 'command', command: 'start' }], inputs },
        { next: tested[0]?.id ?? 'end' },
      ),
      ...tested,
      node('end', 'END', {}),
    ],
  }
}

/** Everything that may happen to a talk that waits. */
const happenings: ((token: string) => TalkEvent)[] = [
  (token) => ({ type: 'timer', token }),
  (token) => ({ type: 'result', token, ok: true, value: null }),
  (token) => ({ type: 'result', token, ok: false, value: 'no' }),
  () => ({ type: 'give_back' }),
  (token) => ({ type: 'callback', callbackId: 'c', data: `s:${token}:0` }),
  () => ({ type: 'message', text: 'Контакти', from: { id: '1' } }),
  () => ({ type: 'message', text: 'Купити 067 123 45 67', from: { id: '1' } }),
]

test.each(named)(
  '$type: it enters and leaves without a stall or a fault, within Telegram’s limits',
  ({ definition }) => {
    const graph = around(definition)
    expect(validate(graph).filter(({ severity }) => severity === 'error')).toEqual([])
    expect(isPublishable(validate(graph))).toBe(true)
    const other = { ...graph, nodes: [node('start', 'START', {}, { next: 'end' }), node('end', 'END', {})] }
    const book = {
      ...bookOf(graph),
      live: [...bookOf(graph).live, { scenarioId: 'contacts', version: 1, graph: other }],
    }
    const entered = advance(book, newTalk('n'), { type: 'start' }, clock)
    const left = happenings.map((happen): TalkState | null => {
      if (!entered.state.place) return null
      const next = advance(book, entered.state, happen(entered.state.place.waiting.token), clock)
      expect(next.steps.filter(({ kind }) => kind === 'fault')).toEqual([])
      expect(refusedByTelegram(next.effects)).toEqual([])
      return next.state
    })
    expect(entered.steps.filter(({ kind }) => kind === 'fault')).toEqual([])
    expect(refusedByTelegram(entered.effects)).toEqual([])
    // Whatever it waits for, something of what may happen takes it on.
    expect(
      left.some(
        (state) => state?.place?.waiting.token !== entered.state.place?.waiting.token || state === null,
      ),
    ).toBe(true)
  },
)
