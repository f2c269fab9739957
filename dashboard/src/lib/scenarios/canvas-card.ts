import type { Edge, Node } from '@xyflow/svelte'
import type { ScenarioGraph, ScenarioNode } from '@cartie/shared/scenario/graph'
import { heightOf } from '@cartie/shared/scenario/lay-out'
import type { ScenarioStats } from '@cartie/shared/schemas/scenario'

/** What a card of the canvas shows of its step. */
export type CardData = {
  node: ScenarioNode
  problem: 'error' | 'warning' | undefined
  /** On the way that the simulator went; `at`: it stands there. */
  played: 'no' | 'passed' | 'at'
  differs: 'added' | 'changed' | undefined
  stats: ScenarioStats['nodes'][number] | undefined
  /** How many began, to tell shares by. */
  started: number
}
export type CardNode = Node<CardData, 'step'>

/** What is marked on the canvas besides the graph itself. */
export interface CanvasMarks {
  problems: ReadonlyMap<string, 'error' | 'warning'>
  path: { steps: ReadonlySet<string>; exits: ReadonlySet<string>; at: string | undefined } | undefined
  differs: ReadonlyMap<string, 'added' | 'changed'>
  stats: ScenarioStats | undefined
}

/** The cards of a graph. What the canvas had measured of those that stay is kept. */
export function cardsOf(
  graph: ScenarioGraph,
  marks: CanvasMarks,
  selected: readonly string[],
  before: readonly CardNode[],
): CardNode[] {
  const old = new Map(before.map((card) => [card.id, card]))
  const stats = new Map(marks.stats?.nodes.map((one) => [one.nodeId, one]))
  return graph.nodes.map((node) => {
    const measured = old.get(node.id)?.measured
    return {
      id: node.id,
      type: 'step',
      position: node.at,
      // Until it is measured: the mini map asks before.
      initialWidth: 240,
      initialHeight: heightOf(node),
      selected: selected.includes(node.id),
      ...(measured ? { measured } : {}),
      data: {
        node,
        problem: marks.problems.get(node.id),
        played: marks.path?.at === node.id ? 'at' : marks.path?.steps.has(node.id) ? 'passed' : 'no',
        differs: marks.differs.get(node.id),
        stats: stats.get(node.id),
        started: marks.stats?.started ?? 0,
      },
    }
  })
}

/** The lines of a graph: one for each exit that leads somewhere. */
export function linesOf(graph: ScenarioGraph, marks: CanvasMarks, before: readonly Edge[]): Edge[] {
  const ids = new Set(graph.nodes.map(({ id }) => id))
  const chosen = new Set(before.filter(({ selected }) => selected).map(({ id }) => id))
  return graph.nodes.flatMap((node) =>
    Object.entries(node.exits)
      .filter(([, target]) => ids.has(target))
      .map(([exit, target]): Edge => {
        const id = `${node.id} ${exit}`
        const played = marks.path?.exits.has(id) ?? false
        return {
          id,
          source: node.id,
          sourceHandle: exit,
          target,
          selected: chosen.has(id),
          ...(played ? { class: 'played', zIndex: 1 } : {}),
        }
      }),
  )
}
