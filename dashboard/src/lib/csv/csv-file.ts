/** A table as text cells. `rows` are without the header and without empty lines. */
export interface Table {
  header: string[]
  rows: string[][]
}

/** The largest file that the page reads, in bytes. */
export const tableLimit = 50 * 1024 * 1024

/**
 * The text of a table's file. A byte order mark decides; without one, bytes that are not UTF-8 are
 * windows-1251, which is what spreadsheets save here.
 */
export function decodeTable(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  if (mark) return new TextDecoder(mark).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

/** The separator of a table: of those that stand outside quotes in its first line, the most frequent. */
export function separatorOf(text: string): string {
  const line =
    text
      .trimStart()
      .split(/\r?\n/, 1)[0]
      ?.replace(/"(?:[^"]|"")*"/g, '') ?? ''
  const counts = [';', '\t', ',', '|'].map((mark) => ({ mark, count: line.split(mark).length - 1 }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark
}

/** Reads a CSV or TSV file. The parser is loaded when it is needed. Throws what the parser throws for a torn file. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  const { parse } = await import('csv-parse/browser/esm/sync')
  const text = decodeTable(bytes)
  const lines: string[][] = parse(text, {
    bom: true,
    delimiter: separatorOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
  const filled = lines.filter((cells) => cells.some((cell) => cell !== ''))
  const [header = [], ...rows] = filled
  return { header, rows: rows.map((cells) => cells.map(unescaped)) }
}

/** An export puts text that a spreadsheet would run as a formula, such as a phone's "+", behind an apostrophe. */
const unescaped = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '')
