import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { SiteProfile } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { readProfiles } from '../site/read-profiles.ts'
import { shareFetches } from './share-fetches.ts'
import type { ClaimedParse } from './claimed-parse.ts'
import { countDone } from './count-done.ts'

/** After so many claims without an end, an item is set aside: it takes its worker down with it. */
export const maxClaims = 5
const suspectAfter = 2

/** One item in the hands of a worker. Every later write names its fence. */
export interface ClaimedItem {
  id: string
  fence: number
  seq: number
  url: string | null
  host: string | null
  body: string | null
  page: number | null
  attempts: number
}

/** What a claim gave: items and what they are read by, or in how many milliseconds the next ones are due. */
export type Claim = { parse: ClaimedParse } & (
  | { items: []; nextDueMs: number | null }
  | { items: ClaimedItem[]; profiles: SiteProfile[]; dictionary: Dictionary }
)

/**
 * Takes the next due items of a parse under a lease, by the database's clock.
 * Undefined where the parse is not in this workspace; no items where it has ended or nothing is due.
 */
export async function claimItems(
  ctx: Context,
  input: { parseId: string; limit: number; leaseMs: number },
): Promise<Claim | undefined> {
  return withTx(ctx, async (tx) => {
    const [parse] = await tx.sql<(ClaimedParse & { status: string })[]>`
      select id, kind, expand, max_pages as "maxPages", auto_save as "autoSave", sample, status
      from parses where id = ${input.parseId}`
    if (!parse) return undefined
    const { status, ...shown } = parse
    if (status === 'queued') {
      // The first of several claims says so; the others don't wait for it, nor for whoever holds the row else: what
      // is read says so too when it is counted.
      await tx.sql`
        update parses set status = 'running', started_at = coalesce(started_at, now())
        where id in (select id from parses where id = ${parse.id} and status = 'queued' for no key update skip locked)`
    } else if (status !== 'running') return { parse: shown, items: [], nextDueMs: null }
    const due = await tx.sql<
      { id: string; canonical_url: string | null; host: string | null; attempts: number }[]
    >`
      select id, canonical_url, host, attempts from parse_items
      where parse_id = ${parse.id} and status = 'queued' and run_at <= now()
      order by run_at, seq limit ${input.limit} for update skip locked`
    if (!due.length) return { parse: shown, items: [], nextDueMs: await nextDue(tx, parse.id) }
    const poison = due.filter((d) => d.attempts >= maxClaims).map((d) => d.id)
    if (poison.length) await setAside(tx, parse.id, poison)
    const healthy = alone(due.filter((d) => d.attempts < maxClaims))
    const shared = await shareFetches(ctx, tx, shown, healthy)
    const ids = healthy.map((d) => d.id).filter((id) => !shared.has(id))
    if (!ids.length) return { parse: shown, items: [], nextDueMs: 0 }
    const hosts = [...new Set(healthy.flatMap(({ host }) => host ?? []))]
    const [items, profiles, dictionary] = await Promise.all([
      tx.sql<ClaimedItem[]>`
        update parse_items set status = 'running', fence = fence + 1, attempts = attempts + 1,
          lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 ms'
        where id in ${tx.sql(ids)}
        returning id, fence::float8 as fence, seq, url, host, body, page, attempts`,
      readProfiles(ctx, tx, hosts),
      readDictionary(ctx, tx),
    ])
    return { parse: shown, items: items.toSorted((a, b) => a.seq - b.seq), profiles, dictionary }
  })
}

/** An item that was claimed twice without an end may be poison: it is claimed by itself, away from its neighbours. */
function alone<T extends { attempts: number }>(due: readonly T[]): readonly T[] {
  const [first] = due
  return first && first.attempts >= suspectAfter ? [first] : due.filter((d) => d.attempts < suspectAfter)
}

async function nextDue(tx: Tx, parseId: string): Promise<number | null> {
  const [row] = await tx.sql<{ ms: number | null }[]>`
    select extract(epoch from min(run_at) - now())::float8 * 1000 as ms
    from parse_items where parse_id = ${parseId} and status = 'queued'`
  return row?.ms ?? null
}

async function setAside(tx: Tx, parseId: string, ids: string[]): Promise<void> {
  await tx.sql`update parse_items set status = 'failed', reason = 'repeatedly_crashed', finished_at = now()
               where id in ${tx.sql(ids)}`
  await countDone(
    tx,
    parseId,
    ids.map(() => 'failed' as const),
  )
}
