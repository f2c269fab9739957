interface Column<S, T> {
  status: S
  data: readonly T[]
}
export type BoardStep<S, T> = { kind: 'focus'; id: string } | { kind: 'move'; row: T; to: S }

/**
 * What an arrow key does from a card of a board: to the card beside or below; with shift what it stands for goes to
 * the next column that `mayMove` allows. Undefined where there is none.
 */
export function boardStep<S, T extends { id: string }>(
  columns: readonly Column<S, T>[],
  { id, key, shift }: { id: string; key: string; shift: boolean },
  mayMove: (from: S, to: S) => boolean,
): BoardStep<S, T> | undefined {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[key]
  const at = columns.findIndex((column) => column.data.some((row) => row.id === id))
  const here = columns[at]
  if (by === undefined || !here) return undefined
  const place = here.data.findIndex((row) => row.id === id)
  if (key === 'ArrowUp' || key === 'ArrowDown') return focusOn(here.data[place + by])
  const beside = by > 0 ? columns.slice(at + 1) : columns.slice(0, at).reverse()
  if (!shift) {
    const column = beside.find((one) => one.data.length > 0)
    return focusOn(column?.data[Math.min(place, column.data.length - 1)])
  }
  const row = here.data[place]
  const target = beside.find((column) => mayMove(here.status, column.status))
  return row && target ? { kind: 'move', row, to: target.status } : undefined
}

const focusOn = (row: { id: string } | undefined): { kind: 'focus'; id: string } | undefined =>
  row && { kind: 'focus', id: row.id }
