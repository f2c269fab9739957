import { isPageKey } from '#lib/ui/page-key.ts'

/** What a key does on the inventory page. */
export type ListDeed = { kind: 'move'; by: number } | { kind: 'select' | 'search' | 'leave' | 'open' }

/**
 * The deed of a key press; undefined where the key belongs to somebody else: a field, a dialog, a menu, or the
 * browser. `perRow` is how many cars stand beside each other.
 */
export function listDeed(event: KeyboardEvent, perRow: number): ListDeed | undefined {
  if (!isPageKey(event)) return undefined
  const target = event.target as HTMLElement
  const inList = target.closest('[data-testid=inventory-list]') !== null
  switch (event.key) {
    case 'j':
    case 'J':
      return { kind: 'move', by: perRow }
    case 'k':
    case 'K':
      return { kind: 'move', by: -perRow }
    case 'x':
    case 'X':
      return { kind: 'select' }
    case '/':
      return { kind: 'search' }
    case 'Escape':
      return { kind: 'leave' }
    case 'Enter':
      return target.closest('a, button') ? undefined : { kind: 'open' }
    case 'ArrowDown':
      return inList ? { kind: 'move', by: perRow } : undefined
    case 'ArrowUp':
      return inList ? { kind: 'move', by: -perRow } : undefined
    case 'ArrowRight':
      return inList && perRow > 1 ? { kind: 'move', by: 1 } : undefined
    case 'ArrowLeft':
      return inList && perRow > 1 ? { kind: 'move', by: -1 } : undefined
    default:
      return undefined
  }
}
