import type { ScenarioNode } from '@cartie/shared/scenario/graph'
import { layOut } from '@cartie/shared/scenario/lay-out'
import { nodeTypes, type NodeType } from '@cartie/shared/scenario/nodes/registry'
import { z } from 'zod'
import { m } from '#lib/paraglide/messages.js'
import { told, toldWithUndo } from '#lib/ui/toast.ts'
import { added, connected, freshId, pasted, without } from './graph-edit.ts'
import type { ScenarioEditor } from './scenario-editor.svelte.ts'
import { copiedSteps, copySteps } from './step-clipboard.ts'
import { exitsOf } from './step-labels.ts'

const Options = z.record(z.string(), z.json())

/**
 * Adds a step of a kind: at a place, or right of the step that is selected, whose first free exit then leads to it.
 */
export function addStep(editor: ScenarioEditor, type: NodeType, place?: { x: number; y: number }): void {
  const { graph, step } = editor
  const id = freshId(graph, type)
  const at = place ?? freePlace(graph.nodes, step)
  const node: ScenarioNode = { id, type, options: Options.parse(nodeTypes[type].example), exits: {}, at }
  const exit = step && !place ? exitsOf(step).find(({ name, gone }) => !gone && !step.exits[name]) : undefined
  const withStep = added(graph, node)
  editor.change(step && exit ? connected(withStep, step.id, exit.name, id) : withStep)
  if (place) editor.select([id])
  else editor.show(id)
}

/** Right of a step, or of all; beneath what stands there. */
function freePlace(
  nodes: readonly ScenarioNode[],
  beside: ScenarioNode | undefined,
): { x: number; y: number } {
  const x = beside ? beside.at.x + 320 : Math.max(0, ...nodes.map(({ at }) => at.x)) + 320
  const y = beside?.at.y ?? 0
  const taken = nodes.filter(({ at }) => Math.abs(at.x - x) < 260).map(({ at }) => at.y)
  let free = y
  while (taken.some((one) => Math.abs(one - free) < 180)) free += 60
  return { x, y: free }
}

/** Takes out what is selected: steps, or else the lines given as "step exit". */
export function removeSelected(editor: ScenarioEditor, lines: readonly string[]): void {
  const ids = new Set(editor.selected)
  if (ids.size > 0) {
    editor.change(without(editor.graph, ids))
    editor.select([])
    toldWithUndo(m.scenarios_steps_deleted({ count: ids.size, countText: ids.size }), () => editor.undo())
    return
  }
  const cut = lines.reduce((graph, line) => {
    const [from = '', exit = ''] = line.split(' ')
    return connected(graph, from, exit, undefined)
  }, editor.graph)
  if (lines.length > 0) editor.change(cut)
}

const selectedSteps = (editor: ScenarioEditor): ScenarioNode[] =>
  editor.graph.nodes.filter(({ id }) => editor.selected.includes(id))

/** Keeps what is selected for pasting. */
export function copySelected(editor: ScenarioEditor): void {
  const steps = selectedSteps(editor)
  if (steps.length === 0) return
  copySteps(steps)
  told(m.scenarios_steps_copied({ count: steps.length, countText: steps.length }))
}

/** Puts in what was copied last; the copies are selected. */
export const pasteSteps = (editor: ScenarioEditor): void => put(editor, copiedSteps())

/** Puts in copies of what is selected. */
export const duplicateSelected = (editor: ScenarioEditor): void => put(editor, selectedSteps(editor))

function put(editor: ScenarioEditor, steps: readonly ScenarioNode[]): void {
  if (steps.length === 0) return
  const { graph, ids } = pasted(editor.graph, steps)
  editor.change(graph)
  editor.select(ids)
}

/** Lays all steps out anew. */
export function tidy(editor: ScenarioEditor): void {
  editor.change({ ...editor.graph, nodes: layOut(editor.graph.nodes) })
  toldWithUndo(m.scenarios_tidied(), () => editor.undo())
}
