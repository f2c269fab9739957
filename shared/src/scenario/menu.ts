import { inRows, type Keyboard } from './keyboard.ts'
import type { NodeContext } from './node.ts'

/** The menu buttons of all live scenarios, two in a row; undefined if there are none. */
export function menuKeyboard(talk: Pick<NodeContext, 'menu' | 'label'>): Keyboard | undefined {
  const buttons = talk.menu.map((label) => ({ text: talk.label(label) }))
  return buttons.length > 0 ? { kind: 'reply', rows: inRows(buttons, 2) } : undefined
}
