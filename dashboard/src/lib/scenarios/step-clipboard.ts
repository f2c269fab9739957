import { z } from 'zod'
import { ScenarioNode } from '@cartie/shared/scenario/graph'

const key = 'cartie-steps'

/** Keeps steps for pasting, here or into another scenario in this browser. */
export const copySteps = (nodes: readonly ScenarioNode[]): void =>
  localStorage.setItem(key, JSON.stringify(nodes))

/** The steps that were copied last; none if there are none. */
export function copiedSteps(): ScenarioNode[] {
  try {
    return z.array(ScenarioNode).parse(JSON.parse(localStorage.getItem(key) ?? '[]'))
  } catch {
    return []
  }
}
