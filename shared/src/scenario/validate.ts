import { checkLoops } from './checks/loops.ts'
import { checkNodes } from './checks/nodes.ts'
import { checkPaths } from './checks/paths.ts'
import { drawn, type Finding } from './checks/finding.ts'
import { checkTexts } from './checks/texts.ts'
import { checkTriggers } from './checks/triggers.ts'
import { checkVariables } from './checks/variables.ts'
import type { Surroundings } from './checks/surroundings.ts'
import type { ScenarioGraph } from './graph.ts'

/**
 * What is wrong with a scenario, node by node. Without an `error` it can be published: no talk on it stalls, runs
 * in circles without being spoken to, or breaks Telegram's limits. A JUMP to another scenario is checked only if
 * `others` are given.
 */
export function validate(graph: ScenarioGraph, surroundings: Surroundings = {}): Finding[] {
  const map = drawn(graph, surroundings.scenarioId)
  return [
    ...checkNodes(map, surroundings),
    ...checkPaths(map),
    ...checkLoops(map),
    ...checkTexts(map),
    ...checkVariables(map),
    ...checkTriggers(graph, surroundings.others ?? []),
  ]
}

/** Whether nothing stands in the way of publishing. */
export const isPublishable = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error')
