import { stringify, type Stringifier } from 'csv-stringify'

/** The columns of a table: their names, and what stands in each. */
export type Columns<T> = readonly (readonly [name: string, value: (row: T) => unknown])[]

/**
 * Pages of rows as CSV, a row each, read only as fast as the reader takes them. It begins with a byte order mark,
 * so that spreadsheets read Cyrillic; text that they would run as a formula is put behind an apostrophe
 * (OWASP, CSV injection). Rejects with what the first page rejects with.
 */
export async function csvOf<T>(
  columns: Columns<T>,
  pages: AsyncIterator<readonly T[], unknown>,
): Promise<Stringifier> {
  // What goes wrong before the first row is still an honest refusal.
  const first = await pages.next()
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map(([key]) => key),
    record_delimiter: 'windows',
    escape_formulas: true,
  })
  void pour(columns, first, pages, csv).catch((error: unknown) =>
    csv.destroy(error instanceof Error ? error : undefined),
  )
  return csv
}

async function pour<T>(
  columns: Columns<T>,
  first: IteratorResult<readonly T[], unknown>,
  pages: AsyncIterator<readonly T[], unknown>,
  csv: Stringifier,
): Promise<void> {
  for (let page = first; !page.done; page = await pages.next()) {
    for (const row of page.value) {
      if (csv.destroyed) return void (await pages.return?.())
      const free = csv.write(columns.map(([, value]) => value(row) ?? ''))
      if (!free && !csv.destroyed) await drained(csv)
    }
  }
  csv.end()
}

const drained = (csv: Stringifier) =>
  new Promise<void>((resolve) => {
    const go = () => {
      csv.off('drain', go).off('close', go)
      resolve()
    }
    csv.on('drain', go).on('close', go)
  })
