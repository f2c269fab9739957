import { builtIn } from '@cartie/shared/domain/dictionary'
import { withTx } from '@cartie/db/client'
import type { Context, Tx } from '@cartie/db/context'
import { fitting, matchListings, offeredCars, openRequests } from '@cartie/db/services/match/match-listings'
import { fitsOf, stockFor } from '@cartie/db/services/match/match-request'
import {
  criteriaColumns,
  isOpenRequest,
  rowToCriteria,
  type CriteriaRow,
} from '@cartie/db/services/match/match-row'

/** Milliseconds of each run, and how many matches they found together. */
export interface Measured {
  ms: number[]
  found: number
}

async function timed(ctx: Context, run: (tx: Tx) => Promise<number>): Promise<{ ms: number; found: number }> {
  const from = performance.now()
  const found = await withTx(ctx, run)
  return { ms: performance.now() - from, found }
}

/** One listing after the other to its requests: by the index, and beside it by a scan of all open requests. */
export async function measureListings(
  ctx: Context,
  ids: readonly string[],
): Promise<{ indexed: Measured; scanned: Measured }> {
  const indexed: Measured = { ms: [], found: 0 }
  const scanned: Measured = { ms: [], found: 0 }
  for (const id of ids) {
    // Turn by turn, so that a busy moment of the machine meets both.
    const one = await timed(ctx, async (tx) => {
      const cars = await offeredCars(ctx, tx, [id])
      return fitting(cars, await openRequests(ctx, tx, cars, builtIn), builtIn).length
    })
    const other = await timed(ctx, async (tx) => {
      const cars = await offeredCars(ctx, tx, [id])
      return fitting(cars, await everyRequest(ctx, tx), builtIn).length
    })
    if (one.found !== other.found) throw new Error(`The index finds ${one.found} of ${other.found} for ${id}`)
    indexed.ms.push(one.ms)
    scanned.ms.push(other.ms)
    indexed.found += one.found
    scanned.found += other.found
  }
  return { indexed, scanned }
}

const everyRequest = (ctx: Context, { sql }: Tx) => sql<CriteriaRow[]>`
  select ${sql.unsafe(criteriaColumns)} from b2b_requests r
  where r.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(isOpenRequest('r'))}`

/** The same with what is found stored, as the worker does it. */
export async function measureStored(ctx: Context, ids: readonly string[]): Promise<number[]> {
  const ms: number[] = []
  for (const id of ids) {
    const run = await timed(ctx, async (tx) => {
      await matchListings(ctx, tx, [id])
      return 0
    })
    ms.push(run.ms)
  }
  return ms
}

/** One request after the other to the stock. */
export async function measureRequests(ctx: Context, ids: readonly string[]): Promise<Measured> {
  const measured: Measured = { ms: [], found: 0 }
  for (const id of ids) {
    const { ms, found } = await timed(ctx, async (tx) => {
      const [row] = await tx.sql<CriteriaRow[]>`
        select ${tx.sql.unsafe(criteriaColumns)} from b2b_requests r
        where r.workspace_id = ${ctx.workspaceId} and r.id = ${id}`
      const wish = rowToCriteria(row!)
      return fitsOf(id, wish, await stockFor(ctx, tx, wish, builtIn), builtIn).length
    })
    measured.ms.push(ms)
    measured.found += found
  }
  return measured
}
