import { words } from '../local-text.ts'
import type { DrawnGraph, DrawnNode, Finding } from './finding.ts'
import type { Surroundings } from './surroundings.ts'

/** Each node by itself: its kind, its options, its exits, and where it jumps. */
export function checkNodes({ graph, nodes, byId }: DrawnGraph, surroundings: Surroundings): Finding[] {
  const seen = new Set<string>()
  return nodes.flatMap((one) => {
    const { id } = one.node
    const twice = seen.has(id)
    seen.add(id)
    return [
      ...(twice ? [duplicate(id)] : []),
      ...one.issues.map((issue) => badOptions(id, issue)),
      ...exitsOf(one, byId),
      ...jumpsOf(one, new Set(graph.nodes.map((node) => node.id)), surroundings),
      ...(one.bound?.problems ?? []).map(({ code, message }): Finding => ({
        nodeId: id,
        code,
        message,
        severity: 'error',
      })),
    ]
  })
}

const duplicate = (nodeId: string): Finding => ({
  nodeId,
  code: 'duplicate_id',
  message: words(
    'Два кроки мають однаковий код.',
    'Два шага имеют одинаковый код.',
    'Two steps have the same id.',
  ),
  severity: 'error',
})

const badOptions = (nodeId: string, { path, message }: { path: string; message: string }): Finding => ({
  nodeId,
  field: path,
  code: 'bad_options',
  message: words(
    `Поле «${path}» заповнено неправильно: ${message}`,
    `Поле «${path}» заполнено неправильно: ${message}`,
    `The field "${path}" is wrong: ${message}`,
  ),
  severity: 'error',
})

function exitsOf({ node, bound }: DrawnNode, byId: DrawnGraph['byId']): Finding[] {
  if (!bound) return []
  const missing = Object.values(node.exits)
    .filter((target) => !byId.has(target))
    .map((target): Finding => ({
      nodeId: node.id,
      code: 'missing_target',
      message: words(
        `Вихід веде до кроку «${target}», якого немає.`,
        `Выход ведёт к шагу «${target}», которого нет.`,
        `An exit leads to the step "${target}", which does not exist.`,
      ),
      severity: 'error',
    }))
  const dead = bound.exits
    .filter(({ name, required }) => required && !Object.hasOwn(node.exits, name))
    .map(({ name }): Finding => ({
      nodeId: node.id,
      field: name,
      code: 'dead_end',
      message: words(
        `Вихід «${name}» нікуди не веде.`,
        `Выход «${name}» никуда не ведёт.`,
        `The exit "${name}" leads nowhere.`,
      ),
      severity: 'error',
    }))
  const unknown = Object.keys(node.exits)
    .filter((name) => !bound.exits.some((exit) => exit.name === name))
    .map((name): Finding => ({
      nodeId: node.id,
      field: name,
      code: 'unknown_exit',
      message: words(
        `Виходу «${name}» у цього кроку вже немає.`,
        `Выхода «${name}» у этого шага уже нет.`,
        `This step no longer has an exit "${name}".`,
      ),
      severity: 'warning',
    }))
  return [...missing, ...dead, ...unknown]
}

function jumpsOf(
  { node, bound }: DrawnNode,
  ids: Set<string>,
  { scenarioId, others }: Surroundings,
): Finding[] {
  const known =
    others && new Set([...others.map((other) => other.scenarioId), ...(scenarioId ? [scenarioId] : [])])
  const lost = [
    ...(bound?.uses.nodes ?? []).filter((id) => !ids.has(id)),
    ...(bound?.uses.scenarios ?? []).filter((id) => !id || (known && !known.has(id))),
  ]
  return lost.map((target) => ({
    nodeId: node.id,
    code: 'missing_jump',
    message: words(
      `Перехід веде до «${target}», а такого немає.`,
      `Переход ведёт к «${target}», а такого нет.`,
      `The jump leads to "${target}", which does not exist.`,
    ),
    severity: 'error',
  }))
}
