import type { ExtractedCar } from '@cartie/shared/domain/car'
import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import type { PageKind, ParseOutcome, ReasonCode } from '@cartie/shared/domain/parse-outcome'
import { itemsPerClaim, parseAdvance } from '@cartie/shared/jobs/parse-advance'
import { withTx } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import { toCarFacts } from '../listing/car-facts.ts'
import { saveCars } from '../listing/save-cars.ts'
import { markSold } from '../listing/mark-sold.ts'
import type { ClaimedParse } from './claimed-parse.ts'
import { countDone } from './count-done.ts'
import { countedAs } from './counted-as.ts'
import { packFacts } from './stored-facts.ts'

/** What a worker read for one item. */
export interface ItemResult {
  id: string
  fence: number
  kind: PageKind
  /** Set where there is nothing to save; else the outcome follows from the cars. */
  outcome?: 'wall' | 'gone' | 'not_a_car' | 'failed'
  reason: ReasonCode | null
  cars: ExtractedCar[]
  /** Pages that this one leads to, to be read as items of their own. */
  children: { url: string; page: number | null }[]
  /** The address that a search was turned into. */
  url?: string
  /** `updatedAt` of the reader made by hand that its host had when it was read. */
  profileAt?: string | undefined
  durationMs: number
}

/**
 * Writes the results of claimed items in one transaction: cars, items, new items, counts and events.
 * A result whose fence is stale changes nothing. Returns how many were accepted.
 */
export async function finishItems(
  ctx: Context,
  parse: ClaimedParse,
  results: readonly ItemResult[],
): Promise<number> {
  if (!results.length) return 0
  return withTx(ctx, async (tx) => {
    // By their keys alone: an index on what changes all the time is full of the dead.
    const rows = await tx.sql<{ id: string; fence: number; status: string }[]>`
      select id, fence::float8 as fence, status from parse_items
      where id = any(${results.map((r) => r.id)}::uuid[]) and parse_id = ${parse.id} order by id for update`
    const mine = new Map(rows.map((row) => [row.id, row]))
    const accepted = results.filter(({ id, fence }) => {
      const row = mine.get(id)
      return row?.fence === fence && row.status === 'running'
    })
    if (!accepted.length) return 0
    const ended = await saveResults(ctx, tx, parse, accepted)
    await tx.sql`
      update parse_items i set status = r.status, kind = r.kind, reason = r.reason, found = r.found, listings = r.listings,
        listing_ids = r.listing_ids, review = r.review, profile_at = r.profile_at, url = coalesce(i.url, r.url), duration_ms = r.duration_ms,
        finished_at = now(), lease_until = null
      from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as r(id uuid, status text, kind text, reason text, found int,
        listings jsonb, listing_ids uuid[], review text, profile_at timestamptz, url text, duration_ms int)
      where i.id = r.id`
    const items = await addChildren(ctx, tx, parse, accepted)
    const cars = ended.reduce((sum, e) => sum + e.cars, 0)
    await countDone(tx, parse.id, ended.map(countedAs), { cars, items })
    return accepted.length
  })
}

async function saveResults(ctx: Context, tx: Tx, parse: ClaimedParse, results: readonly ItemResult[]) {
  const seenAt = new Date().toISOString()
  const saves = (r: ItemResult) => parse.autoSave && r.outcome === undefined && !r.children.length
  const cars = results.flatMap((r) => (saves(r) ? r.cars : []))
  const saved = cars.length
    ? await saveCars(ctx, tx, { cars, parseId: parse.id, sample: parse.sample, seenAt })
    : []
  const sold = results.flatMap((r) => (r.outcome === 'gone' && r.reason === 'advert_inactive' ? r.cars : []))
  if (sold.length) await markSold(ctx, tx, sold)
  let at = 0
  return results.map((r) => {
    const outcomes = saves(r) ? saved.slice(at, (at += r.cars.length)) : []
    const status = statusOf(
      r,
      outcomes.map((o) => o.outcome),
      parse,
    )
    return {
      id: r.id,
      status,
      kind: r.kind,
      reason: r.reason ?? (status === 'duplicate' ? 'same_car' : null),
      found: r.cars.length,
      cars: r.outcome === undefined && !r.children.length ? r.cars.length : 0,
      listings: r.children.length && parse.expand ? [] : r.cars.map((car) => packFacts(toCarFacts(car))),
      listing_ids: outcomes.map((o) => o.listingId),
      review:
        !parse.autoSave && r.outcome === undefined && r.cars.length && !r.children.length
          ? ('pending' as const)
          : null,
      profile_at: r.profileAt ?? null,
      url: r.url ?? null,
      duration_ms: Math.round(r.durationMs),
    }
  })
}

/** The strongest outcome of an item's cars; a page that only led on counts as saved, a held one has changed nothing yet. */
function statusOf(r: ItemResult, outcomes: readonly string[], parse: ClaimedParse): ParseOutcome {
  if (r.outcome !== undefined) return r.outcome
  if (r.children.length) return 'saved'
  if (!r.cars.length) return 'not_a_car'
  if (!parse.autoSave) return 'unchanged'
  return (['saved', 'changed', 'unchanged'] as const).find((o) => outcomes.includes(o)) ?? 'duplicate'
}

async function addChildren(
  ctx: Context,
  tx: Tx,
  parse: ClaimedParse,
  results: readonly ItemResult[],
): Promise<number> {
  const children = results
    .flatMap((r) => r.children)
    .filter(({ url }) => URL.canParse(url))
    .map(({ url, page }) => ({ url, canonical_url: canonicalUrl(url), host: new URL(url).host, page }))
  if (!children.length) return 0
  // New places follow the last one, so the parse is held from here on.
  const [parseRow] = await tx.sql<
    { status: string }[]
  >`select status from parses where id = ${parse.id} for update`
  if (parseRow?.status !== 'queued' && parseRow?.status !== 'running') return 0
  const [last] = await tx.sql<[{ seq: number }]>`
    select coalesce(max(seq), 0)::int as seq from parse_items where parse_id = ${parse.id}`
  const inserted = await tx.sql`
    insert into parse_items (workspace_id, parse_id, seq, url, canonical_url, host, page)
    select ${ctx.workspaceId}, ${parse.id}, ${last.seq} + row_number() over (), c.url, c.canonical_url, c.host, c.page
    from jsonb_to_recordset(${JSON.stringify(children)}::jsonb) as c(url text, canonical_url text, host text, page int)
    on conflict do nothing`
  if (inserted.count) {
    const times = Math.ceil(inserted.count / itemsPerClaim)
    tx.wake(parseAdvance, { workspaceId: ctx.workspaceId, parseId: parse.id }, { times })
  }
  return inserted.count
}
