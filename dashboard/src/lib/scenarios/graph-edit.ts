import type { ScenarioGraph, ScenarioNode } from '@cartie/shared/scenario/graph'

/** An id that no step of the graph has, such as "message-2". */
export function freshId(graph: ScenarioGraph, type: string): string {
  const ids = new Set(graph.nodes.map(({ id }) => id))
  const stem = type.toLowerCase().replaceAll('_', '-')
  for (let n = 1; ; n++) if (!ids.has(`${stem}-${n}`)) return `${stem}-${n}`
}

const withNodes = (graph: ScenarioGraph, nodes: ScenarioNode[]): ScenarioGraph => ({ ...graph, nodes })

/** A graph with one step changed. */
export const withNode = (
  graph: ScenarioGraph,
  id: string,
  change: (node: ScenarioNode) => ScenarioNode,
): ScenarioGraph =>
  withNodes(
    graph,
    graph.nodes.map((node) => (node.id === id ? change(node) : node)),
  )

/** Adds a step. */
export const added = (graph: ScenarioGraph, node: ScenarioNode): ScenarioGraph =>
  withNodes(graph, [...graph.nodes, node])

/** Draws an exit to a step, or to nowhere. */
export const connected = (
  graph: ScenarioGraph,
  from: string,
  exit: string,
  to: string | undefined,
): ScenarioGraph =>
  withNode(graph, from, (node) => {
    const { [exit]: _, ...others } = node.exits
    return { ...node, exits: to === undefined ? others : { ...node.exits, [exit]: to } }
  })

/** Takes steps out, and the exits that led to them; one step always stays. */
export function without(graph: ScenarioGraph, ids: ReadonlySet<string>): ScenarioGraph {
  const kept = graph.nodes.filter(({ id }) => !ids.has(id))
  if (kept.length === 0) return graph
  const leadsToKept = ([, to]: [string, string]) => !ids.has(to)
  return withNodes(
    graph,
    kept.map((node) =>
      Object.values(node.exits).some((to) => ids.has(to))
        ? { ...node, exits: Object.fromEntries(Object.entries(node.exits).filter(leadsToKept)) }
        : node,
    ),
  )
}

/** Moves steps to other places. */
export const moved = (
  graph: ScenarioGraph,
  places: ReadonlyMap<string, { x: number; y: number }>,
): ScenarioGraph =>
  withNodes(
    graph,
    graph.nodes.map((node) => ({ ...node, at: places.get(node.id) ?? node.at })),
  )

/** Puts copies of steps in, a little beside; exits among them lead to the copies, all others nowhere. */
export function pasted(
  graph: ScenarioGraph,
  copies: readonly ScenarioNode[],
): { graph: ScenarioGraph; ids: string[] } {
  const names = new Map<string, string>()
  let next = graph
  for (const node of copies) {
    const id = freshId(next, node.type)
    names.set(node.id, id)
    next = added(next, { ...node, id, at: { x: node.at.x + 40, y: node.at.y + 40 } })
  }
  const ids = new Set(names.values())
  const exitsOf = (node: ScenarioNode) =>
    Object.fromEntries(
      Object.entries(node.exits).flatMap(([exit, to]) => {
        const copy = names.get(to)
        return copy ? [[exit, copy] as const] : []
      }),
    )
  const nodes = next.nodes.map((node) => (ids.has(node.id) ? { ...node, exits: exitsOf(node) } : node))
  return { graph: withNodes(next, nodes), ids: [...ids] }
}
