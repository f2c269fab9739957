import { expect, test } from 'vitest'
import { diffGraphs } from './diff.ts'
import { ask, end, graphOf, say, start } from './testing/chat.ts'

const before = graphOf(
  start([], 'name'),
  ask('name', 'name', 'hi'),
  say('hi', 'Hi', 'bye'),
  end('bye', 'Bye'),
)

test('a graph is the same as itself, in whatever order its keys and nodes stand', () => {
  const turned = {
    ...before,
    nodes: before.nodes.toReversed().map(({ at, exits, options, type, id }) => ({
      at,
      exits: Object.fromEntries(Object.entries(exits).toReversed()),
      options: Object.fromEntries(Object.entries(options).toReversed()),
      type,
      id,
    })),
  }
  expect(diffGraphs(before, turned)).toEqual({
    added: [],
    removed: [],
    changed: [],
    moved: [],
    languages: false,
  })
})

test('what is added, removed, changed and moved is told apart', () => {
  const [first, name, , bye] = before.nodes
  if (!first || !name || !bye) throw new Error('the fixture has changed')
  const after = {
    languages: ['en' as const, 'uk' as const],
    nodes: [
      first,
      { ...name, exits: { answered: 'new' }, options: { ...name.options, tries: 5 } },
      say('new', 'New', 'bye'),
      { ...bye, at: { x: 10, y: 0 } },
    ],
  }
  expect(diffGraphs(before, after)).toEqual({
    added: ['new'],
    removed: ['hi'],
    changed: [{ nodeId: 'name', parts: ['options', 'exits'] }],
    moved: ['bye'],
    languages: true,
  })
})
