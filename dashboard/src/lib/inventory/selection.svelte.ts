import { SvelteSet } from 'svelte/reactivity'

/** Which cars are chosen, by id, over pages and filters until it is cleared. */
export class Selection {
  readonly ids = new SvelteSet<string>()
  #anchor: string | undefined

  /** Chooses a row or takes it off; with `range` all rows from the one before take its new state. */
  toggle(rows: readonly { id: string }[], index: number, range: boolean): void {
    const id = rows[index]?.id
    if (id === undefined) return
    const on = !this.ids.has(id)
    const from = range ? rows.findIndex((row) => row.id === this.#anchor) : -1
    const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)]
    for (const row of rows.slice(first, last + 1)) {
      if (on) this.ids.add(row.id)
      else this.ids.delete(row.id)
    }
    this.#anchor = id
  }

  /** Chooses all rows, or none if all are chosen. */
  toggleAll(rows: readonly { id: string }[]): void {
    const all = rows.every((row) => this.ids.has(row.id))
    for (const row of rows) {
      if (all) this.ids.delete(row.id)
      else this.ids.add(row.id)
    }
  }

  clear(): void {
    this.ids.clear()
    this.#anchor = undefined
  }
}
