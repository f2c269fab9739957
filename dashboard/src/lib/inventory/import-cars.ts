import type { ListingCreate } from '@cartie/shared/schemas/listing'
import { ApiError } from '@cartie/shared/client'

/** Cars in one call. */
export const importBatch = 500

export interface NumberedCar {
  /** The line of the table, counted from 1 after the header. */
  line: number
  car: ListingCreate
}

export interface ImportProgress {
  sent: number
  total: number
  created: number
  changed: number
  unchanged: number
  refused: { line: number; message: string }[]
}

type Send = (
  rows: ListingCreate[],
  key: string,
) => Promise<{ created: number; changed: number; unchanged: number }>

/**
 * Sends cars in batches. Rows that the API refuses by pointer are told and left out, and the rest of their
 * batch is sent again. Each call has its own idempotency key below `run`, so that going on from
 * `from` after a failure doubles nothing. Throws what `send` throws for anything else.
 */
export async function importCars(
  cars: readonly NumberedCar[],
  run: string,
  send: Send,
  tell: (progress: ImportProgress) => void,
  from?: ImportProgress,
): Promise<ImportProgress> {
  let progress: ImportProgress = from ?? {
    sent: 0,
    total: cars.length,
    created: 0,
    changed: 0,
    unchanged: 0,
    refused: [],
  }
  while (progress.sent < cars.length) {
    const batch = cars.slice(progress.sent, progress.sent + importBatch)
    const { counts, refused } = await sendBatch(batch, `${run}-${progress.sent}`, send)
    progress = {
      ...progress,
      sent: progress.sent + batch.length,
      created: progress.created + counts.created,
      changed: progress.changed + counts.changed,
      unchanged: progress.unchanged + counts.unchanged,
      refused: [...progress.refused, ...refused],
    }
    tell(progress)
  }
  return progress
}

async function sendBatch(batch: readonly NumberedCar[], key: string, send: Send) {
  const refused: ImportProgress['refused'] = []
  let rows = batch
  for (let attempt = 0; rows.length > 0; attempt++) {
    try {
      return {
        counts: await send(
          rows.map((row) => row.car),
          attempt ? `${key}-${attempt}` : key,
        ),
        refused,
      }
    } catch (error) {
      const wrong = refusedRows(error, rows)
      if (wrong.size === 0) throw error
      for (const [row, message] of wrong) refused.push({ line: row.line, message })
      rows = rows.filter((row) => !wrong.has(row))
    }
  }
  return { counts: { created: 0, changed: 0, unchanged: 0 }, refused }
}

function refusedRows(error: unknown, rows: readonly NumberedCar[]): Map<NumberedCar, string> {
  const wrong = new Map<NumberedCar, string>()
  if (!(error instanceof ApiError) || ![400, 422].includes(error.problem.status)) return wrong
  for (const { pointer, message } of error.problem.errors) {
    const [, at, field] = /\/rows\/(\d+)(?:\/(.+))?$/.exec(pointer) ?? []
    const row = at === undefined ? undefined : rows[Number(at)]
    if (row && !wrong.has(row)) wrong.set(row, field ? `${field}: ${message}` : message)
  }
  return wrong
}
