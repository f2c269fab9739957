import type { Component, Snippet } from 'svelte'

export interface MenuItem {
  label: string
  icon?: Component<{ class?: string }>
  checked?: boolean
  danger?: boolean
  disabled?: boolean
  href?: string
  onselect?: () => void
  /** Begins a new group. */
  divided?: boolean
}

/** What a menu shows, and where. */
export interface MenuLook {
  items: readonly MenuItem[]
  /** Above the items, such as the person's name. */
  head?: Snippet
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'right' | 'bottom' | 'left'
}
