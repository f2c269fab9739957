import { expect, test } from 'vitest'
import type { ScenarioNode } from './graph.ts'
import { layOut } from './lay-out.ts'
import { scenarioTemplates } from './templates/registry.ts'

const node = (id: string, exits: Record<string, string> = {}, type = 'MESSAGE'): ScenarioNode => ({
  id,
  type,
  options: type === 'START' ? {} : { text: { uk: 'Текст' } },
  exits,
  at: { x: 7, y: 7 },
})

test('a step stands right of what leads to it, and one that nothing leads to stands below all', () => {
  const laid = layOut([
    node('lost'),
    node('start', { next: 'a' }, 'START'),
    node('a', { next: 'b' }),
    node('b'),
  ])
  const at = new Map(laid.map(({ id, at: place }) => [id, place]))
  expect(at.get('start')).toEqual({ x: 0, y: 0 })
  expect(at.get('b')!.x).toBeGreaterThan(at.get('a')!.x)
  expect(at.get('lost')!.y).toBeGreaterThan(at.get('start')!.y + 84)
})

test('a step stands right of all that leads to it, not only of the nearest', () => {
  const short = { next: 'a', later: 'end' }
  const laid = layOut([
    node('start', short, 'START'),
    node('a', { next: 'b' }),
    node('b', { next: 'end' }),
    node('end'),
  ])
  expect(laid.map(({ at }) => at.x)).toEqual([0, 320, 640, 960])
})

test('no two steps of a template lie on each other', () => {
  for (const { id, graph } of scenarioTemplates)
    for (const [i, one] of graph.nodes.entries())
      for (const other of graph.nodes.slice(i + 1))
        expect(
          Math.abs(one.at.x - other.at.x) >= 320 || Math.abs(one.at.y - other.at.y) >= 84,
          `${id}: ${one.id} and ${other.id}`,
        ).toBe(true)
})

test('a graph that runs in a circle and one without a start are laid out too', () => {
  expect(layOut([node('a', { next: 'b' }), node('b', { next: 'a' })]).map(({ at }) => at.x)).toEqual([0, 320])
  expect(layOut([])).toEqual([])
})
