import { words } from '../local-text.ts'
import { start } from '../nodes/start.ts'
import type { DrawnGraph, Finding } from './finding.ts'

/** There is one way in, and it leads everywhere. */
export function checkPaths({ nodes, byId }: DrawnGraph): Finding[] {
  const starts = nodes.filter(({ node }) => node.type === start.type)
  const first = starts[0]
  if (!first) {
    const message = words('Немає кроку «Початок».', 'Нет шага «Начало».', 'There is no Start step.')
    return [{ code: 'no_start', message, severity: 'error' }]
  }
  const reached = new Set<string>()
  const open = [first.node.id]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue
    reached.add(id)
    open.push(...(byId.get(id)?.next ?? []))
  }
  const more = starts.slice(1).map(({ node }): Finding => ({
    nodeId: node.id,
    code: 'several_starts',
    message: words(
      'Кроків «Початок» має бути один.',
      'Шаг «Начало» должен быть один.',
      'There must be one Start step.',
    ),
    severity: 'error',
  }))
  const lost = nodes
    .filter(({ node }) => !reached.has(node.id) && node.type !== start.type)
    .map(({ node }): Finding => ({
      nodeId: node.id,
      code: 'unreachable',
      message: words(
        'До цього кроку ніщо не веде.',
        'К этому шагу ничто не ведёт.',
        'Nothing leads to this step.',
      ),
      severity: 'warning',
    }))
  return [...more, ...lost]
}
