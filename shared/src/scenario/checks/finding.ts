import type { ScenarioGraph, ScenarioNode } from '../graph.ts'
import type { Words } from '../local-text.ts'
import type { BoundNode, Exit } from '../node.ts'
import { nodeType } from '../nodes/registry.ts'

/** One thing that is wrong with a scenario, or that looks it. */
export interface Finding {
  /** Absent for what concerns the whole scenario. */
  nodeId?: string
  /** Path in the node's options, where one is meant. */
  field?: string
  code: string
  message: Words
  severity: 'error' | 'warning'
}

/** A node with its options and the nodes that it leads to. */
export interface DrawnNode {
  node: ScenarioNode
  /** Absent where the kind is unknown or the options are wrong. */
  bound?: BoundNode
  issues: { path: string; message: string }[]
  next: string[]
  /** Those of them that it may go to without having waited. */
  atOnce: string[]
}

/** A graph as its edges lie: exits that lead somewhere, and JUMPs. */
export interface DrawnGraph {
  graph: ScenarioGraph
  nodes: DrawnNode[]
  byId: Map<string, DrawnNode>
}

/** Reads a graph for the checks; a JUMP to `scenarioId` leads to its own start. */
export function drawn(graph: ScenarioGraph, scenarioId?: string): DrawnGraph {
  const ids = new Set(graph.nodes.map(({ id }) => id))
  const first = graph.nodes.find(({ type }) => type === 'START')
  const nodes = graph.nodes.map((node): DrawnNode => {
    const result = nodeType(node.type)?.bind(node.options) ?? {
      issues: [{ path: 'type', message: 'unknown kind of node' }],
    }
    if ('issues' in result) return { node, issues: result.issues, next: [], atOnce: [] }
    const bound = result.node
    const again = (bound.uses.scenarios ?? []).some((id) => id === scenarioId) && first ? [first.id] : []
    const targets = (exits: readonly Exit[]) =>
      exits.flatMap(({ name }) => (Object.hasOwn(node.exits, name) ? [node.exits[name] ?? ''] : []))
    const known = (all: readonly string[]) => [...new Set(all)].filter((id) => ids.has(id))
    const next = known([...targets(bound.exits), ...again, ...(bound.uses.nodes ?? [])])
    const atOnce = bound.waits ? known(targets(bound.exits.filter((exit) => exit.atOnce))) : next
    return { node, bound, issues: [], next, atOnce }
  })
  return { graph, nodes, byId: new Map(nodes.map((one) => [one.node.id, one])) }
}
