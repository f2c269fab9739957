/** How rows that stand in stages are shown. */
export type View = 'table' | 'board'

/** What a board shows: each stage with its count and its newest rows. */
export interface Stages<Status extends string, Row> {
  total: number
  columns: { status: Status; count: number; data: Row[]; nextCursor: string | null }[]
}

/** The board with a newer state of a row: where it stands, or first in the stage that it has gone to. */
export function putOnBoard<Status extends string, Row extends { id: string; status: Status }>(
  board: Stages<Status, Row>,
  row: Row,
): Stages<Status, Row> {
  const columns = board.columns.map((column) => {
    const had = column.data.some((one) => one.id === row.id)
    const has = column.status === row.status
    if (had && has) return { ...column, data: column.data.map((one) => (one.id === row.id ? row : one)) }
    if (had)
      return { ...column, count: column.count - 1, data: column.data.filter((one) => one.id !== row.id) }
    return has ? { ...column, count: column.count + 1, data: [row, ...column.data] } : column
  })
  return { ...board, columns }
}

/** The board with the next page of a stage at its end. */
export const growBoard = <Status extends string, Row>(
  board: Stages<Status, Row>,
  status: Status,
  page: { data: Row[]; nextCursor: string | null },
): Stages<Status, Row> => ({
  ...board,
  columns: board.columns.map((column) =>
    column.status === status
      ? { ...column, data: [...column.data, ...page.data], nextCursor: page.nextCursor }
      : column,
  ),
})
