import type { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { boundNode } from '@cartie/shared/scenario/nodes/registry'

const always = [
  'contact.name',
  'contact.username',
  'contact.phone',
  'language',
  'payload',
  'company_open',
  'company_opens',
]

/** Variables that some step of the graph sets, by name, then those that every talk has. */
export const knownVariables = (graph: ScenarioGraph): string[] => [
  ...[...new Set(graph.nodes.flatMap((node) => boundNode(node)?.uses.sets ?? []))].sort(),
  ...always,
]
