import { expect, test } from 'vitest'
import { leadCapture } from '@cartie/shared/scenario/templates/lead-capture'
import type { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { firstView } from './first-view.ts'

const only = (x: number): ScenarioGraph => ({
  languages: ['uk'],
  nodes: [{ id: 'a', type: 'START', options: {}, exits: {}, at: { x, y: 100 } }],
})

test('a small graph stands in the middle at its own size', () => {
  expect(firstView(only(500), { width: 640, height: 780 })).toEqual({ x: -300, y: 200, zoom: 1 })
})
test('a graph too large to be read whole is looked at from its start', () => {
  const view = firstView(leadCapture.graph, { width: 360, height: 480 })
  expect(view.zoom).toBe(0.7)
  const start = leadCapture.graph.nodes.find(({ type }) => type === 'START')!
  const x = start.at.x * view.zoom + view.x
  expect(x).toBeGreaterThanOrEqual(0)
  expect(x).toBeLessThan(60)
})
