import { setTimeout as pause } from 'node:timers/promises'
import { itemsPerClaim, parseAdvance } from '@cartie/shared/jobs/parse-advance'
import { claimItems, type Claim, type ClaimedItem } from '@cartie/db/services/parse/claim'
import { finishItems, type ItemResult } from '@cartie/db/services/parse/finish'
import type { ClaimedParse } from '@cartie/db/services/parse/claimed-parse'
import { findWaitingParse } from '@cartie/db/services/parse/find-waiting'
import { holdItems, releaseItems } from '@cartie/db/services/parse/release'
import { reserveSlots } from '@cartie/db/services/host/reserve-slots'
import type { Context } from '@cartie/db/context'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import { handle, type JobHandler, type JobTools } from '../handler.ts'
import { parseItemsTotal } from '../metrics.ts'
import { GiveUp } from '../outcome.ts'
import { gatherWrites } from './gather-writes.ts'
import { officialApi } from './official-api.ts'
import { readItem, type Reader } from './read-item.ts'

export interface ParserOptions {
  fetch: SafeFetch
  timeoutMs: number
  /** Requests a second to one host over all workers; 0 = no limit. */
  ratePerHost: number
  leaseMs: number
  /** Keys of sites' official interfaces, by site id. */
  keys: ReadonlyMap<string, string>
}

/** One wake-up works for so long before it lets others have its place. */
const turnMs = 2000
/** How far ahead a turn books a host. */
const horizonMs = 5000
/** Results of one parse wait so long for each other before they are written together, and no more than so many are. */
const gatherMs = 150
const mostWritten = 50
const triesPerItem = 3

/** Reads a parse's due items, claim by claim, for one turn; then rings for the rest. */
export function advanceParse(options: ParserOptions): JobHandler {
  const { leaseMs } = options
  const writer = gatherWrites<Read>(
    async (reads) => {
      const [{ ctx, parse }] = reads as [Read]
      await finishItems(
        ctx,
        parse,
        reads.map(({ result }) => result),
      )
      for (const { result: r } of reads) parseItemsTotal.inc({ kind: r.kind, outcome: r.outcome ?? 'read' })
    },
    { most: mostWritten, waitMs: gatherMs },
  )

  const run: JobHandler<typeof parseAdvance.payload>['run'] = async ({ workspaceId, parseId }, tools) => {
    const ctx = tools.context(workspaceId)
    const until = performance.now() + turnMs
    const goOnLater = async (afterMs: number) => {
      if (!tools.isGuest) await ringAgain(ctx, parseId, afterMs)
    }
    for (;;) {
      if (tools.draining() || tools.signal.aborted) return
      const claim = await claimItems(ctx, { parseId, limit: itemsPerClaim, leaseMs })
      if (!claim) throw new GiveUp('The parse is not in this workspace')
      if (!('profiles' in claim)) {
        if (claim.nextDueMs !== null) await goOnLater(Math.max(claim.nextDueMs, 250))
        return
      }
      const writes: Promise<void>[] = []
      const end = (result: ItemResult) => {
        const written = writer.add(parseId, { ctx, parse: claim.parse, result })
        written.catch(() => undefined)
        writes.push(written)
      }
      try {
        await readClaim(ctx, options, claim, tools, end)
      } finally {
        // Written before more is claimed: what a worker takes down with it stays little.
        writer.flush(parseId)
        await Promise.all(writes)
      }
      if (performance.now() > until) return await goOnLater(0)
    }
  }
  return handle(parseAdvance, run, findWaitingParse)
}

/** One item's result on its way to the database. */
interface Read {
  ctx: Context
  parse: ClaimedParse
  result: ItemResult
}

const ringAgain = (ctx: Context, parseId: string, delayMs: number) =>
  ctx.db.wakeAll([{ job: parseAdvance, payload: { workspaceId: ctx.workspaceId, parseId }, delayMs }])

/** Reads the items of one claim at once; `end` takes each result. */
async function readClaim(
  ctx: Context,
  options: ParserOptions,
  claim: Extract<Claim, { profiles: unknown }>,
  tools: JobTools,
  end: (result: ItemResult) => void,
): Promise<void> {
  const polite = await spaceOut(ctx, options, claim.items)
  const { profiles, dictionary } = claim
  // Held only while they are read: a write that never ends must not keep its items from others for ever.
  const open = new Map(polite.map(({ item }) => [item.id, item]))
  const beat = setInterval(() => {
    holdItems(ctx, [...open.values()], options.leaseMs).catch((error: unknown) =>
      tools.log.warn({ err: error }, 'lease not prolonged'),
    )
  }, options.leaseMs / 3)
  const reader: Reader = {
    fetch: options.fetch,
    timeoutMs: options.timeoutMs,
    profiles: (host) => profiles.find((p) => host === p.host || host.endsWith(`.${p.host}`)),
    official: officialApi(ctx, options.keys),
    dictionary,
  }
  try {
    await Promise.all(
      polite.map(async ({ item, waitMs }) => {
        if (waitMs > 0) await pause(waitMs)
        const read = await readItem(reader, claim.parse, item)
        open.delete(item.id)
        if (!('result' in read)) return end(read)
        if (item.attempts >= triesPerItem) return end(read.result)
        const afterMs = Math.min(read.retryAfterMs ?? 1000 * 3 ** item.attempts, 15 * 60_000)
        await releaseItems(ctx, [{ id: item.id, fence: item.fence, afterMs, spent: true }])
        await ringAgain(ctx, claim.parse.id, afterMs)
      }),
    )
  } finally {
    clearInterval(beat)
  }
}

/** Gives each item its moment at its host; items without one go back until the horizon has passed. */
async function spaceOut(
  ctx: Context,
  options: ParserOptions,
  items: readonly ClaimedItem[],
): Promise<{ item: ClaimedItem; waitMs: number }[]> {
  const byHost = Map.groupBy(items, (i) => i.host)
  const hosts = [...byHost].flatMap(([host, list]) => (host === null ? [] : [{ host, count: list.length }]))
  if (options.ratePerHost <= 0 || !hosts.length) return items.map((item) => ({ item, waitMs: 0 }))
  const slots = await reserveSlots(ctx, hosts, { ratePerHost: options.ratePerHost, horizonMs })
  const placed = items.map((item) => ({
    item,
    waitMs: item.host === null ? 0 : slots.get(item.host)?.shift(),
  }))
  const back = placed.filter((p) => p.waitMs === undefined)
  await releaseItems(
    ctx,
    back.map(({ item }) => ({ id: item.id, fence: item.fence, afterMs: horizonMs / 2, spent: false })),
  )
  return placed.flatMap(({ item, waitMs }) => (waitMs === undefined ? [] : [{ item, waitMs }]))
}
