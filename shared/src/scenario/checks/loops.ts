import { words } from '../local-text.ts'
import type { DrawnGraph, DrawnNode, Finding } from './finding.ts'

/** So many steps may follow each other without waiting; the engine's own end lies further. */
const longestRun = 40

/** No circle and no endless run of steps of which none waits. */
export function checkLoops({ nodes, byId }: DrawnGraph): Finding[] {
  // Steps from a node on until one waits; undefined while they are being counted.
  const runs = new Map<string, number | undefined>()
  const looped = new Set<string>()
  const run = ({ node, atOnce }: DrawnNode): number => {
    if (runs.has(node.id)) {
      const known = runs.get(node.id)
      if (known === undefined) looped.add(node.id)
      return known ?? 0
    }
    runs.set(node.id, undefined)
    const further = atOnce.map((id) => byId.get(id)).map((one) => (one ? run(one) : 0))
    const length = 1 + Math.max(0, ...further)
    runs.set(node.id, length)
    return length
  }
  const long = nodes.filter((one) => run(one) > longestRun)
  const first = long.filter(({ node }) => (runs.get(node.id) ?? 0) === longestRun + 1)
  return [
    ...[...looped].map((nodeId): Finding => ({
      nodeId,
      code: 'endless_loop',
      message: words(
        'Коло без жодного кроку, що чекає: розмова ходила б ним без кінця.',
        'Круг без единого шага, который ждёт: разговор ходил бы по нему без конца.',
        'A circle in which no step waits: the talk would never leave it.',
      ),
      severity: 'error',
    })),
    ...first.map(({ node }): Finding => ({
      nodeId: node.id,
      code: 'too_long',
      message: words(
        `Понад ${longestRun} кроків поспіль без очікування.`,
        `Больше ${longestRun} шагов подряд без ожидания.`,
        `More than ${longestRun} steps in a row without waiting.`,
      ),
      severity: 'error',
    })),
  ]
}
