import type { ScenarioGraph, ScenarioNode } from './graph.ts'

export interface GraphDiff {
  added: string[]
  removed: string[]
  /** What of a node is different; its place on the canvas alone is `moved`. */
  changed: { nodeId: string; parts: ('type' | 'options' | 'exits')[] }[]
  moved: string[]
  /** The languages differ. */
  languages: boolean
}

/** What makes one graph another, by the ids of nodes. */
export function diffGraphs(before: ScenarioGraph, after: ScenarioGraph): GraphDiff {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Map(after.nodes.map((node) => [node.id, node]))
  const both = after.nodes.flatMap((node) => {
    const was = old.get(node.id)
    return was ? [{ was, node }] : []
  })
  const parts = (was: ScenarioNode, node: ScenarioNode) =>
    (['type', 'options', 'exits'] as const).filter((part) => stable(was[part]) !== stable(node[part]))
  return {
    added: after.nodes.filter(({ id }) => !old.has(id)).map(({ id }) => id),
    removed: before.nodes.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    changed: both
      .map(({ was, node }) => ({ nodeId: node.id, parts: parts(was, node) }))
      .filter((one) => one.parts.length > 0),
    moved: both.filter(({ was, node }) => stable(was.at) !== stable(node.at)).map(({ node }) => node.id),
    languages: stable(before.languages) !== stable(after.languages),
  }
}

/** JSON whose keys stand in order, so that equal values have equal texts. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
