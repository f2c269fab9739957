/** The command palette: any page may open it. */
class Palette {
  /** What is typed into it. Keys pressed before its field has the focus are typed all the same: see `typeAhead`. */
  typed = $state('')
  #open = $state(false)

  get open(): boolean {
    return this.#open
  }
  set open(open: boolean) {
    if (open && !this.#open) this.typed = ''
    this.#open = open
  }

  /** Takes a key that was pressed while the palette is open, but still fetched or without the focus. */
  typeAhead(event: KeyboardEvent): void {
    const { target, key } = event
    if (!this.#open || event.ctrlKey || event.metaKey || event.altKey) return
    // Its own parts, and what stands in its place when it could not be fetched, have keys of their own.
    if (target instanceof Element && target.closest('[data-command-root], [data-part-failed]')) return
    if (key === 'Escape') this.open = false
    else if (key.length === 1) this.typed += key
    else if (key === 'Backspace') this.typed = this.typed.slice(0, -1)
    else if (key !== 'Enter') return
    event.preventDefault()
  }
}
export const palette = new Palette()
