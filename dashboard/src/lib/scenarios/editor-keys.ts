import { copySelected, duplicateSelected, pasteSteps, removeSelected } from './editor-deeds.ts'
import type { ScenarioEditor } from './scenario-editor.svelte.ts'

/** Does what a key asks of the editor; leaves alone what is typed into fields, menus and dialogs. */
export function editorKey(event: KeyboardEvent, editor: ScenarioEditor, lines: readonly string[]): void {
  const { target } = event
  if (!(target instanceof Element)) return
  if (
    target.closest('input, textarea, select, [role=menu], [role=dialog], [role=listbox], [contenteditable]')
  )
    return
  if (doneBy(event, editor, lines)) event.preventDefault()
}

function doneBy(event: KeyboardEvent, editor: ScenarioEditor, lines: readonly string[]): boolean {
  if (event.ctrlKey || event.metaKey) {
    switch (event.code) {
      case 'KeyZ':
        if (event.shiftKey) editor.redo()
        else editor.undo()
        return true
      case 'KeyY':
        editor.redo()
        return true
      case 'KeyD':
        duplicateSelected(editor)
        return true
      case 'KeyV':
        pasteSteps(editor)
        return true
      case 'KeyX':
        copySelected(editor)
        removeSelected(editor, [])
        return true
      case 'KeyC':
        // Text that is marked on the page is what is meant.
        if (!document.getSelection()?.isCollapsed) return false
        copySelected(editor)
        return true
      default:
        return false
    }
  }
  if (event.key === 'Delete' || event.key === 'Backspace') {
    removeSelected(editor, lines)
    return true
  }
  if (event.key !== 'Escape' || editor.selected.length === 0) return false
  editor.select([])
  return true
}
