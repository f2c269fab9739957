import type { Finding } from '@cartie/shared/scenario/checks/finding'
import { diffGraphs } from '@cartie/shared/scenario/diff'
import type { ScenarioGraph } from '@cartie/shared/scenario/graph'

/** The worst that is wrong with each step. */
export function worstProblems(problems: readonly Finding[]): ReadonlyMap<string, 'error' | 'warning'> {
  const map = new Map<string, 'error' | 'warning'>()
  for (const { nodeId, severity } of problems)
    if (nodeId && map.get(nodeId) !== 'error') map.set(nodeId, severity)
  return map
}

/** In which steps a graph differs from the draft. */
export function differencesOf(
  draft: ScenarioGraph,
  graph: ScenarioGraph,
): ReadonlyMap<string, 'added' | 'changed'> {
  const { added, changed } = diffGraphs(draft, graph)
  return new Map<string, 'added' | 'changed'>([
    ...added.map((id) => [id, 'added'] as const),
    ...changed.map(({ nodeId }) => [nodeId, 'changed'] as const),
  ])
}
