import { variablesIn } from '../fill.ts'
import { allTexts, words } from '../local-text.ts'
import type { Uses } from '../node.ts'
import { start } from '../nodes/start.ts'
import { builtInVariables } from '../value.ts'
import type { DrawnGraph, Finding } from './finding.ts'

/** Every variable that a step uses is set on some way to it. */
export function checkVariables({ nodes, byId }: DrawnGraph): Finding[] {
  const first = nodes.find(({ node }) => node.type === start.type)
  if (!first) return []
  const before = new Map<string, Set<string>>([[first.node.id, new Set(builtInVariables)]])
  const open = [first]
  for (let one = open.pop(); one; one = open.pop()) {
    const after = [...(before.get(one.node.id) ?? []), ...(one.bound?.uses.sets ?? [])]
    for (const id of one.next) {
      const next = byId.get(id)
      const known = before.get(id)
      if (!next || (known && after.every((name) => known.has(name)))) continue
      before.set(id, new Set([...(known ?? []), ...after]))
      open.push(next)
    }
  }
  return nodes.flatMap(({ node, bound }) => {
    const known = before.get(node.id)
    if (!known || !bound) return []
    return used(bound.uses)
      .filter((name) => !known.has(name))
      .map((name): Finding => ({
        nodeId: node.id,
        field: name,
        code: 'unknown_variable',
        message: words(
          `Змінну «${name}» до цього кроку ніщо не задає.`,
          `Переменную «${name}» до этого шага ничто не задаёт.`,
          `Nothing sets the variable "${name}" before this step.`,
        ),
        severity: 'error',
      }))
  })
}

const used = ({ texts = [], templates = [], reads = [] }: Uses): string[] => [
  ...new Set([
    ...reads,
    ...[...templates, ...texts.flatMap(({ text }) => allTexts(text))].flatMap(variablesIn),
  ]),
]
