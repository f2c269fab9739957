import { z } from 'zod'
import type { Dictionary } from '../domain/dictionary.ts'
import { Language } from '../schemas/common.ts'

/** Names of nodes and exits: what a person never types. */
const NodeId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** One step of a scenario. An exit leads to one node, by construction. `at` is its place on the canvas. */
export const ScenarioNode = z.object({
  id: NodeId,
  type: z.string().max(40),
  options: z.record(z.string(), z.json()),
  exits: z.record(NodeId, NodeId),
  at: z.object({ x: z.number(), y: z.number() }),
})
export type ScenarioNode = z.infer<typeof ScenarioNode>

/** What a bot's script says and where it leads; the first language is the one for texts to nobody in particular. */
export const ScenarioGraph = z.object({
  languages: z.array(Language).min(1).max(3),
  nodes: z.array(ScenarioNode).min(1).max(300),
})
export type ScenarioGraph = z.infer<typeof ScenarioGraph>

/** One published, immutable state of a scenario. */
export interface ScenarioVersion {
  scenarioId: string
  version: number
  graph: ScenarioGraph
}

/**
 * What a bot speaks from: the live versions in the order of their right to answer, and those of running talks. A
 * graph in a book is never changed: what is read from it is kept with it, so a changed draft is a new object.
 */
export interface Book {
  live: readonly ScenarioVersion[]
  /** Versions that this talk is pinned to; see `pinnedBy`. */
  pinned: readonly ScenarioVersion[]
  /** By what the workspace recognises makes, models and towns; the built-in words if absent. */
  dictionary?: Dictionary
}

export const nodeIn = (graph: ScenarioGraph, id: string): ScenarioNode | undefined =>
  graph.nodes.find((node) => node.id === id)

/** A version that a talk runs on, wherever it stands in the book. */
export const versionIn = (book: Book, scenarioId: string, version: number): ScenarioVersion | undefined =>
  [...book.pinned, ...book.live].find((one) => one.scenarioId === scenarioId && one.version === version)
