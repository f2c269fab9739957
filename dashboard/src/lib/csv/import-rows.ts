import { ApiError } from '@cartie/shared/client'

/** Rows in one call. */
export const importBatch = 500

export interface Numbered<Row> {
  /** The line of the table, counted from 1 after the header. */
  line: number
  row: Row
}

/** What became of a batch. `refused` counts rows of the batch from 0. */
export interface Sent {
  created: number
  changed: number
  unchanged: number
  /** Rows that are worked off later. */
  waiting?: number
  refused?: { row: number; message: string }[]
}

export interface ImportProgress {
  sent: number
  total: number
  created: number
  changed: number
  unchanged: number
  waiting: number
  refused: { line: number; message: string }[]
}

type Send<Row> = (rows: Row[], key: string) => Promise<Sent>

/**
 * Sends rows in batches. Rows that the API refuses by pointer are told and left out, and the rest of their
 * batch is sent again. Each call has its own idempotency key below `run`, so that going on from
 * `from` after a failure doubles nothing. Throws what `send` throws for anything else.
 */
export async function importRows<Row>(
  all: readonly Numbered<Row>[],
  run: string,
  send: Send<Row>,
  tell: (progress: ImportProgress) => void,
  from?: ImportProgress,
): Promise<ImportProgress> {
  let progress: ImportProgress = from ?? {
    sent: 0,
    total: all.length,
    created: 0,
    changed: 0,
    unchanged: 0,
    waiting: 0,
    refused: [],
  }
  while (progress.sent < all.length) {
    const batch = all.slice(progress.sent, progress.sent + importBatch)
    const { counts, refused } = await sendBatch(batch, `${run}-${progress.sent}`, send)
    progress = {
      ...progress,
      sent: progress.sent + batch.length,
      created: progress.created + counts.created,
      changed: progress.changed + counts.changed,
      unchanged: progress.unchanged + counts.unchanged,
      waiting: progress.waiting + (counts.waiting ?? 0),
      refused: [...progress.refused, ...refused],
    }
    tell(progress)
  }
  return progress
}

async function sendBatch<Row>(
  batch: readonly Numbered<Row>[],
  key: string,
  send: Send<Row>,
): Promise<{ counts: Sent; refused: ImportProgress['refused'] }> {
  const refused: ImportProgress['refused'] = []
  let rows = batch
  for (let attempt = 0; rows.length > 0; attempt++) {
    try {
      const counts = await send(
        rows.map(({ row }) => row),
        attempt ? `${key}-${attempt}` : key,
      )
      for (const { row, message } of counts.refused ?? []) {
        const line = rows[row]?.line
        if (line !== undefined) refused.push({ line, message })
      }
      return { counts, refused }
    } catch (error) {
      const wrong = refusedRows(error, rows)
      if (wrong.size === 0) throw error
      for (const [row, message] of wrong) refused.push({ line: row.line, message })
      rows = rows.filter((row) => !wrong.has(row))
    }
  }
  return { counts: { created: 0, changed: 0, unchanged: 0 }, refused }
}

function refusedRows<Row>(error: unknown, rows: readonly Numbered<Row>[]): Map<Numbered<Row>, string> {
  const wrong = new Map<Numbered<Row>, string>()
  if (!(error instanceof ApiError) || ![400, 422].includes(error.problem.status)) return wrong
  for (const { pointer, message } of error.problem.errors) {
    const [, at, field] = /\/rows\/(\d+)(?:\/(.+))?$/.exec(pointer) ?? []
    const row = at === undefined ? undefined : rows[Number(at)]
    if (row && !wrong.has(row)) wrong.set(row, field ? `${field}: ${message}` : message)
  }
  return wrong
}
