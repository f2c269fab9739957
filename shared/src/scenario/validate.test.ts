import { expect, test } from 'vitest'
import type { ScenarioGraph } from './graph.ts'
import { nodeTypes } from './nodes/registry.ts'
import { ask, end, graphOf, node, say, start } from './testing/chat.ts'
import { isPublishable, validate } from './validate.ts'

const command = [{ kind: 'command', command: 'start' }]
const good = graphOf(
  start(command, 'name'),
  ask('name', 'name', 'bye'),
  end('bye', 'Bye {name} {contact.name}'),
)
const found = (graph: ScenarioGraph) =>
  validate(graph).map(({ code, nodeId, field }) => [code, nodeId, field].filter(Boolean).join(' '))

test('a good scenario has nothing to find', () => {
  expect(validate(good)).toEqual([])
})

test.each<[string, ScenarioGraph, string[]]>([
  ['no way in', graphOf(end('bye', 'Bye')), ['no_start']],
  [
    'two ways in',
    graphOf(start(command, 'bye'), { ...start([], 'bye'), id: 'two' }, end('bye', 'Bye')),
    ['several_starts two'],
  ],
  ['an id twice', graphOf(start(command, 'bye'), end('bye', 'Bye'), end('bye', 'Bye')), ['duplicate_id bye']],
  ['an unknown kind', graphOf(start(command, 'x'), node('x', 'TELEPORT', {})), ['bad_options x type']],
  [
    'wrong options',
    graphOf(start(command, 'x'), node('x', 'DELAY', { minutes: -1 }, { next: 'bye' }), end('bye', 'Bye')),
    ['bad_options x minutes', 'unreachable bye'],
  ],
  [
    'a dead end',
    graphOf(start(command, 'a'), node('a', 'MESSAGE', { text: { en: 'A' } })),
    ['dead_end a next'],
  ],
  ['a target that is gone', graphOf(start(command, 'a'), say('a', 'A', 'gone')), ['missing_target a']],
  [
    'an exit that is gone',
    graphOf(start(command, 'a'), { ...end('a', 'A'), exits: { old: 'a' } }),
    ['unknown_exit a old'],
  ],
  ['a lonely step', graphOf(...good.nodes, say('lonely', 'Hi', 'bye')), ['unreachable lonely']],
  [
    'a circle in which nothing waits',
    graphOf(start(command, 'a'), say('a', 'A', 'b'), say('b', 'B', 'a')),
    ['endless_loop a'],
  ],
  [
    'a jump in a circle',
    graphOf(start(command, 'a'), say('a', 'A', 'b'), node('b', 'JUMP', { nodeId: 'a' })),
    ['endless_loop a'],
  ],
  [
    'a run that is too long',
    graphOf(
      start(command, 'm0'),
      ...Array.from({ length: 41 }, (_, i) => say(`m${i}`, 'Hi', i < 40 ? `m${i + 1}` : 'bye')),
      end('bye', 'Bye'),
    ),
    ['too_long m1'],
  ],
  [
    'a language without its text',
    { ...good, languages: ['en', 'uk'] },
    ['missing_text name text', 'missing_text bye text'],
  ],
  [
    'a text that is too long',
    graphOf(start(command, 'bye'), end('bye', 'x'.repeat(4097))),
    ['too_long_text bye text'],
  ],
  [
    'a caption that is too long',
    graphOf(
      start(command, 'a'),
      node('a', 'MESSAGE', { text: { en: 'x'.repeat(1025) }, photos: ['p'] }, { next: 'bye' }),
      end('bye', 'Bye'),
    ),
    ['too_long_text a text'],
  ],
  [
    'a variable that nothing sets',
    graphOf(start(command, 'bye'), end('bye', '{name}')),
    ['unknown_variable bye name'],
  ],
  [
    'a variable that is set only later',
    graphOf(start(command, 'hi'), say('hi', '{name}', 'name'), ask('name', 'name', 'bye'), end('bye', 'Bye')),
    ['unknown_variable hi name'],
  ],
  [
    'a jump to nowhere',
    graphOf(start(command, 'j'), node('j', 'JUMP', { nodeId: 'gone' })),
    ['missing_jump j'],
  ],
  [
    'two choices of one name',
    graphOf(
      start(command, 'q'),
      node(
        'q',
        'QUESTION_CHOICE',
        {
          text: { en: '?' },
          choices: [
            { id: 'a', label: { en: 'Yes' } },
            { id: 'b', label: { en: 'yes!' } },
          ],
        },
        { answered: 'bye' },
      ),
      end('bye', 'Bye'),
    ),
    ['duplicate_choice q'],
  ],
  [
    'a trigger twice',
    graphOf(start([...command, ...command], 'bye'), end('bye', 'Bye')),
    ['duplicate_trigger start /start'],
  ],
  [
    'a command of the engine',
    graphOf(start([{ kind: 'command', command: 'back' }], 'bye'), end('bye', 'Bye')),
    ['kept_command start'],
  ],
])('%s is found', (_, graph, codes) => {
  expect(found(graph)).toEqual(codes)
})

test('triggers and jumps are checked against the other live scenarios', () => {
  const jump = graphOf(start(command, 'j'), node('j', 'JUMP', { target: 'scenario', scenarioId: 'x' }))
  const others = [{ scenarioId: 'o', name: 'Other', graph: good }]
  const findings = validate(jump, { others })
  expect(findings.map(({ code }) => code)).toEqual(['missing_jump', 'duplicate_trigger'])
  expect(findings[1]?.message.en).toContain('Other')
  expect(validate(jump)).toEqual([])
})

test('a jump to the scenario’s own start is a circle unless something waits', () => {
  const again = graphOf(start(command, 'j'), node('j', 'JUMP', { target: 'scenario', scenarioId: 'me' }))
  expect(validate(again, { scenarioId: 'me' }).map(({ code }) => code)).toContain('endless_loop')
})

test('every finding says what it is in three languages, and warnings do not stop a publication', () => {
  const findings = validate(graphOf(...good.nodes, say('lonely', 'Hi', 'bye')))
  expect(isPublishable(findings)).toBe(true)
  for (const { message } of findings) expect(Object.values(message).every(Boolean)).toBe(true)
  expect(isPublishable(validate(graphOf(end('bye', 'Bye'))))).toBe(false)
})

test('a scenario of the largest size is checked in a moment', () => {
  const nodes = Array.from({ length: 299 }, (_, i) =>
    node(`n${i}`, 'CONDITION', nodeTypes.CONDITION.example, {
      yes: `n${Math.min(i + 1, 298)}`,
      no: `n${Math.max(0, i - 1)}`,
    }),
  )
  expect(validate(graphOf(start(command, 'n0'), ...nodes)).length).toBeGreaterThan(0)
})
