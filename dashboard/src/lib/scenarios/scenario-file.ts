import { ScenarioGraph } from '@cartie/shared/scenario/graph'
import { z } from 'zod'

const ScenarioFile = z.object({ name: z.string().trim().min(1).max(100).optional(), graph: ScenarioGraph })
export type ScenarioFile = z.infer<typeof ScenarioFile>

/** A scenario as a file that `readScenarioFile` reads. */
export const toScenarioFile = (name: string, graph: ScenarioGraph): string =>
  JSON.stringify({ cartie: 'scenario', name, graph }, null, 2)

/** What an exported file or a bare graph says; undefined for anything else. */
export function readScenarioFile(text: string): ScenarioFile | undefined {
  try {
    const json: unknown = JSON.parse(text)
    const file = ScenarioFile.safeParse(json)
    if (file.success) return file.data
    const graph = ScenarioGraph.safeParse(json)
    return graph.success ? { graph: graph.data } : undefined
  } catch {
    return undefined
  }
}
