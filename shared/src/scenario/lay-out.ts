import type { ScenarioNode } from './graph.ts'
import { boundNode } from './nodes/registry.ts'

const columnWidth = 320
const gap = 40

/** How tall a node is drawn: its head, a line of its text, a line an exit. In px of the canvas. */
export const heightOf = (node: ScenarioNode): number => 84 + 24 * (boundNode(node)?.exits.length ?? 0)

/**
 * Places nodes in columns, each right of all that leads to it but for circles, in the order of the exits. What
 * nothing leads to from the start begins anew below. Ids, options and exits stay.
 */
export function layOut(nodes: readonly ScenarioNode[]): ScenarioNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const places = new Map<string, { x: number; y: number }>()
  const start = nodes.find(({ type }) => type === 'START')
  let top = 0
  for (const first of start ? [start, ...nodes] : nodes) {
    if (places.has(first.id)) continue
    const bottoms = new Map<number, number>()
    for (const [id, column] of columnsFrom(first, byId, places)) {
      const node = byId.get(id)
      if (!node) continue
      const y = bottoms.get(column) ?? top
      places.set(id, { x: column * columnWidth, y })
      bottoms.set(column, y + heightOf(node) + gap)
    }
    top = Math.max(top, ...bottoms.values())
  }
  return nodes.map((node) => ({ ...node, at: places.get(node.id) ?? node.at }))
}

/** The column of each node that can be reached and has no place yet: one more than the last that leads to it. */
function columnsFrom(
  first: ScenarioNode,
  byId: ReadonlyMap<string, ScenarioNode>,
  placed: ReadonlyMap<string, unknown>,
): Map<string, number> {
  const order: string[] = []
  const ahead = new Map<string, string[]>()
  const open = new Set<string>()
  const visit = (node: ScenarioNode): void => {
    open.add(node.id)
    const next: string[] = []
    ahead.set(node.id, next)
    // The last exit first: the order is read from its end.
    for (const id of nextOf(node).toReversed()) {
      const target = byId.get(id)
      // A way back to where one comes from is a circle: it moves nothing.
      if (!target || placed.has(id) || open.has(id)) continue
      next.push(id)
      if (!ahead.has(id)) visit(target)
    }
    open.delete(node.id)
    order.unshift(node.id)
  }
  visit(first)
  const columns = new Map<string, number>()
  for (const id of order) {
    const own = columns.get(id) ?? 0
    columns.delete(id)
    columns.set(id, own)
    for (const next of ahead.get(id) ?? []) columns.set(next, Math.max(columns.get(next) ?? 0, own + 1))
  }
  return columns
}

function nextOf(node: ScenarioNode): string[] {
  const bound = boundNode(node)
  const drawn = (bound?.exits ?? []).flatMap(({ name }) => node.exits[name] ?? [])
  return [...new Set([...drawn, ...Object.values(node.exits), ...(bound?.uses.nodes ?? [])])]
}
