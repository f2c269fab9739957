import type { Language } from '@cartie/shared/schemas/common'
import type { ScenarioNode } from '@cartie/shared/scenario/graph'
import { textIn } from '@cartie/shared/scenario/local-text'
import type { NodeDefinition } from '@cartie/shared/scenario/node'
import { actionTypes } from '@cartie/shared/scenario/nodes/action'
import { boundNode, nodeType } from '@cartie/shared/scenario/nodes/registry'

const actions: Record<string, NodeDefinition> = actionTypes

/** The labels of a step; an ACTION speaks with those of what it does. */
export function labelsOf(node: Pick<ScenarioNode, 'type' | 'options'>): NodeDefinition['labels'] | undefined {
  const labels = nodeType(node.type)?.labels
  if (node.type !== 'ACTION' || !labels) return labels
  const name = String(node.options.action)
  const own = Object.hasOwn(actions, name) ? actions[name]?.labels : undefined
  if (!own) return labels
  return {
    ...own,
    fields: { ...labels.fields, ...own.fields },
    values: { ...labels.values, ...own.values },
  }
}

/** What kind of step it is, in the reader's language. */
export const stepName = (node: Pick<ScenarioNode, 'type' | 'options'>, language: Language): string =>
  labelsOf(node)?.name[language] ?? node.type

/** An exit in the reader's language: the author's own word for it, else the kind's. */
export function exitName(node: ScenarioNode, exit: string, language: Language): string {
  const own = boundNode(node)?.exits.find(({ name }) => name === exit)?.label
  return (own && textIn(own, language)) || labelsOf(node)?.exits[exit]?.[language] || exit
}

/** The exits that a step has, and those that are still drawn though it has them no longer. */
export function exitsOf(node: ScenarioNode): { name: string; required: boolean; gone: boolean }[] {
  const exits = boundNode(node)?.exits
  // With wrong options nobody knows the exits: those that are drawn stay.
  if (!exits) return Object.keys(node.exits).map((name) => ({ name, required: false, gone: false }))
  const gone = Object.keys(node.exits).filter((name) => !exits.some((exit) => exit.name === name))
  return [
    ...exits.map(({ name, required }) => ({ name, required, gone: false })),
    ...gone.map((name) => ({ name, required: false, gone: true })),
  ]
}
