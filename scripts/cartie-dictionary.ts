import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { importInto } from '@cartie/db/services/dictionary/import'
import { globalShelf } from '@cartie/db/services/dictionary/shelf'
import { wordKinds } from '@cartie/shared/domain/word-kinds'
import { AppError } from '@cartie/shared/errors'
import { DictionaryWordInput } from '@cartie/shared/schemas/dictionary'
import type { OperatorInput } from './cartie-backup.ts'
import { openRunning } from './open-running.ts'

const rowsAtOnce = 500
const columns = 'kind,make,name,word'

/**
 * `cartie dictionary import <file>`: words of every workspace from a table as the dashboard exports it, with the columns
 * kind (make, model or city), make, name and word. Rows that can't be kept are told by their line.
 */
export async function dictionaryCommand({ config, words: [deed, file] }: OperatorInput): Promise<number> {
  if (deed !== 'import' || file === undefined) {
    console.error(`Name a table: cartie dictionary import <file>. Its columns: ${columns}.`)
    return 2
  }
  const rows = readRows(file)
  if (!rows) return 2
  const db = await openRunning(config)
  if (!db) throw new AppError('unavailable', 'The database does not run. Start Cartie with: npm start')
  try {
    let [created, changed, refused] = [0, 0, 0]
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const batch = { rows: rows.slice(from, from + rowsAtOnce) }
      const told = await importInto(globalShelf(db, null), batch)
      created += told.created
      changed += told.changed
      refused += told.refused.length
      // The first line is the header's, and people count from one.
      for (const { row, message } of told.refused) console.error(`line ${from + row + 2}: ${message}`)
    }
    console.log(
      `${created} new, ${changed} changed, ${refused} refused; every workspace knows them from now on`,
    )
    return refused ? 1 : 0
  } finally {
    await db.close()
  }
}

function readRows(file: string): DictionaryWordInput[] | undefined {
  try {
    const cells: unknown[] = parse(readFileSync(file, 'utf8'), {
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      bom: true,
      skip_empty_lines: true,
      trim: true,
    })
    return cells.map((row, n) => readRow(row, n + 2))
  } catch (error) {
    console.error(`${file} can't be read: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

function readRow(row: unknown, line: number): DictionaryWordInput {
  const { kind, make, name, word } = row as Partial<Record<string, string>>
  const read = DictionaryWordInput.safeParse({ kind, make: make || null, name, word })
  if (read.success) return read.data
  throw new Error(`line ${line} needs the columns ${columns}; kind is one of ${wordKinds.join(', ')}`)
}
