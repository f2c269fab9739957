import type { ScenarioGraph } from '../graph.ts'

export interface OtherScenario {
  scenarioId: string
  name: string
  graph: ScenarioGraph
}

/** What a graph is checked against. */
export interface Surroundings {
  /** The scenario's own id: JUMPs may name it, and then lead to its start. */
  scenarioId?: string
  /** Live scenarios of the same bots; their triggers may collide and JUMPs may lead to them. */
  others?: readonly OtherScenario[]
}
