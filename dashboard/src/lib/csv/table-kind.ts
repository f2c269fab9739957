import type { Sent } from './import-rows.ts'

/** What each column of a table is read as; `skip` leaves it out. */
export type Mapping<Target extends string> = (Target | 'skip')[]

/** One row as it was understood. */
export interface ReadRow<Row, Target extends string> {
  /** What is sent; absent if the row says too little. */
  row?: Row
  /** Columns whose text could not be read; their fields stay empty. */
  unread: { column: number; target: Target }[]
}

/** What the rows of a table are: cars, or leads. */
export interface TableKind<Row, Target extends string> {
  targets: readonly Target[]
  /** Whether its rows hold amounts, for which a currency is asked. */
  hasAmounts?: false
  words: Record<Target, () => string>
  /** Guesses what each column is, by its header or its values. */
  guess: (header: readonly string[], rows: readonly (readonly string[])[]) => Mapping<Target>
  /** Reads a row; amounts without a currency are in the given one (ISO 4217). */
  read: (cells: readonly string[], mapping: Mapping<Target>, currency: string) => ReadRow<Row, Target>
  /** What was understood of a cell, where that is other than what stands in it; else empty. */
  understood: (row: Row, target: Target, raw: string) => string
  /** Tells of rows that say too little. */
  skippedText: (count: { count: number; countText: string }) => string
  changedText: () => string
  /** Sends rows of one batch under an idempotency key. */
  send: (rows: Row[], key: string, signal: AbortSignal) => Promise<Sent>
}
