import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { Foot, Head, TableLine, tableEnd } from './format.ts'

/** What a reader of a backup hears, in its order. */
export interface Readers {
  onTable?: (table: string, columns: string[]) => Promise<void> | void
  /** Whole rows as COPY takes them, each with its line's end. */
  onRows?: (bytes: Buffer) => Promise<void> | void
  onTableEnd?: () => Promise<void> | void
}

/** Rows go on in pieces of about this size. */
const pieceBytes = 64_000

/**
 * Reads a backup to its end and checks that it is whole: each table's rows and checksum, and that nothing follows.
 * Throws where a byte is missing or another, which may be after its rows were handed on.
 */
export async function readBackup(file: string, readers: Readers = {}): Promise<{ head: Head; foot: Foot }> {
  let head: Head | undefined
  let foot: Foot | undefined
  let open: { table: string; hash: ReturnType<typeof createHash>; rows: number } | undefined
  const sums: Foot['tables'] = {}
  let piece: Buffer[] = []
  let waiting = 0
  const flush = async () => {
    if (waiting) await readers.onRows?.(Buffer.concat(piece))
    piece = []
    waiting = 0
  }
  try {
    for await (const line of linesOf(file)) {
      if (foot) throw new Error('something follows its end')
      if (open && !isEnd(line)) {
        open.hash.update(line)
        open.rows++
        piece.push(line)
        waiting += line.length
        if (waiting > pieceBytes) await flush()
      } else if (open) {
        await flush()
        sums[open.table] = { rows: open.rows, sha256: open.hash.digest('hex') }
        open = undefined
        await readers.onTableEnd?.()
      } else {
        const said: unknown = JSON.parse(line.toString('utf8'))
        if (!head) head = Head.parse(said)
        else if (typeof said === 'object' && said && 'table' in said) {
          const { table, columns } = TableLine.parse(said)
          open = { table, hash: createHash('sha256'), rows: 0 }
          await readers.onTable?.(table, columns)
        } else foot = Foot.parse(said)
      }
    }
    if (!head || !foot) throw new Error('its end is missing')
    if (JSON.stringify(sums) !== JSON.stringify(foot.tables)) throw new Error('its checksums differ')
    return { head, foot }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new Error(`${file} is no whole backup: ${why}`, { cause })
  }
}

const isEnd = (line: Buffer) => line.length === 3 && line.toString('latin1') === `${tableEnd}\n`

async function* linesOf(file: string): AsyncGenerator<Buffer> {
  const stream = createReadStream(file).pipe(createGunzip())
  let rest: Buffer[] = []
  for await (const chunk of stream) {
    const bytes = chunk as Buffer
    let from = 0
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      const line = bytes.subarray(from, at + 1)
      yield rest.length ? Buffer.concat([...rest, line]) : line
      rest = []
      from = at + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
  if (rest.length) throw new Error('its last line is cut')
}
