import type { Table } from '#lib/csv/csv-file.ts'

const link = /https?:\/\/|^(?:www\.)?[\w-]+(?:\.[\w-]+)+\//i
const sample = 500

/** The rows of a column; a "header" that is itself a link is a row, for some tables have no header. */
export const withHeader = (table: Table, column: number): string[][] =>
  link.test(table.header[column] ?? '') ? [table.header, ...table.rows] : table.rows

/** The column in which most cells hold a link; undefined where none does. */
export function bestColumn(table: Table): number | undefined {
  const counts = table.header.map((_, column) => ({
    column,
    count: withHeader(table, column)
      .slice(0, sample)
      .filter((row) => link.test(row[column] ?? '')).length,
  }))
  const best = counts.reduce((a, b) => (b.count > a.count ? b : a), { column: 0, count: 0 })
  return best.count > 0 ? best.column : undefined
}
