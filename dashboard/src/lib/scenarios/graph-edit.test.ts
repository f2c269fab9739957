import { expect, test } from 'vitest'
import type { ScenarioGraph, ScenarioNode } from '@cartie/shared/scenario/graph'
import { added, connected, freshId, moved, pasted, without } from './graph-edit.ts'

const node = (id: string, exits: Record<string, string> = {}): ScenarioNode => ({
  id,
  type: 'MESSAGE',
  options: {},
  exits,
  at: { x: 0, y: 0 },
})
const graph: ScenarioGraph = {
  languages: ['uk'],
  nodes: [node('a', { next: 'b' }), node('b', { next: 'c' }), node('c')],
}

test('a step that is taken out leaves no exit that leads to it', () => {
  const left = without(graph, new Set(['b']))
  expect(left.nodes).toEqual([node('a'), node('c')])
  expect(without(graph, new Set(['a', 'b', 'c']))).toBe(graph)
})
test('copies lead to each other as their originals did, and to nothing else', () => {
  const { graph: next, ids } = pasted(graph, graph.nodes.slice(0, 2))
  expect(ids).toEqual(['message-1', 'message-2'])
  const [first, second] = next.nodes.slice(3)
  expect(first?.exits).toEqual({ next: 'message-2' })
  expect(second?.exits).toEqual({})
  expect(first?.at).toEqual({ x: 40, y: 40 })
  expect(next.nodes.slice(0, 3)).toEqual(graph.nodes)
})
test('an exit is drawn anew, and to nowhere', () => {
  expect(connected(graph, 'a', 'next', 'c').nodes[0]?.exits).toEqual({ next: 'c' })
  expect(connected(graph, 'a', 'next', undefined).nodes[0]?.exits).toEqual({})
})
test('an id is never given twice', () => {
  const once = added(graph, node(freshId(graph, 'QUESTION_TEXT')))
  expect(once.nodes.at(-1)?.id).toBe('question-text-1')
  expect(freshId(once, 'QUESTION_TEXT')).toBe('question-text-2')
})
test('what is moved keeps everything but its place', () => {
  expect(moved(graph, new Map([['b', { x: 5, y: 6 }]])).nodes[1]).toEqual({
    ...graph.nodes[1],
    at: { x: 5, y: 6 },
  })
})
