import type { ParseOutcome } from '@cartie/shared/domain/parse-outcome'
import type { Context, Tx } from '../../context.ts'
import type { ClaimedParse } from './claimed-parse.ts'
import { countDone } from './count-done.ts'
import { countedAs } from './counted-as.ts'
import type { ParseItemRow } from './parse-row.ts'

/** For so long the result of one fetch answers other parses of the same address. */
const windowS = 30

interface Due {
  id: string
  canonical_url: string | null
}

interface Sibling {
  id: string
  sibling: string
  status: string
  kind: string
}

/**
 * One fetch of an address at a time within a workspace: an item whose address another parse is reading now
 * waits a second, and one whose address was read just now takes that result.
 * Returns the ids that are taken care of.
 */
export async function shareFetches(
  ctx: Context,
  tx: Tx,
  parse: ClaimedParse,
  due: readonly Due[],
): Promise<Set<string>> {
  const withUrl = due.filter((d) => d.canonical_url !== null)
  const read = (await siblings(ctx, tx, parse, withUrl)).filter((s) => canTake(s, parse))
  const unread = withUrl.filter((d) => !read.some((s) => s.id === d.id))
  // The locks make claims of one address follow each other; the statement after them sees what the one before wrote.
  const got = await lockAddresses(ctx, tx, unread)
  const mine = await siblings(
    ctx,
    tx,
    parse,
    unread.filter((d) => got.has(d.id)),
  )
  read.push(...mine.filter((s) => canTake(s, parse)))
  const later = [
    ...unread.filter((d) => !got.has(d.id)).map((d) => d.id),
    ...mine.filter((s) => s.status === 'running').map((s) => s.id),
  ]
  if (later.length) {
    await tx.sql`update parse_items set run_at = now() + interval '1 second' where id in ${tx.sql(later)}`
  }
  if (read.length) await takeResults(tx, parse, read)
  return new Set([...later, ...read.map((s) => s.id)])
}

/** A page that expands must bring its own children into this parse, so only single results are shared. */
const canTake = (s: Sibling, parse: ClaimedParse) =>
  s.status !== 'running' && (s.kind === 'listing' || s.kind === 'none' || !parse.expand)

const asJson = (due: readonly Due[]) => JSON.stringify(due.map((d) => ({ id: d.id, url: d.canonical_url })))

async function lockAddresses(ctx: Context, tx: Tx, due: readonly Due[]): Promise<Set<string>> {
  if (!due.length) return new Set()
  const rows = await tx.sql<{ id: string; got: boolean }[]>`
    select d.id, pg_try_advisory_xact_lock(hashtextextended(${ctx.workspaceId} || d.url, 0)) as got
    from jsonb_to_recordset(${asJson(due)}::jsonb) as d(id uuid, url text)`
  return new Set(rows.filter((r) => r.got).map((r) => r.id))
}

async function siblings(ctx: Context, tx: Tx, parse: ClaimedParse, due: readonly Due[]): Promise<Sibling[]> {
  if (!due.length) return []
  return tx.sql<Sibling[]>`
    select d.id, s.id as sibling, s.status, s.kind
    from jsonb_to_recordset(${asJson(due)}::jsonb) as d(id uuid, url text)
    cross join lateral (
      select i.id, i.status, i.kind from parse_items i join parses p on p.id = i.parse_id
      where i.workspace_id = ${ctx.workspaceId} and i.canonical_url = d.url and i.parse_id <> ${parse.id}
        and i.status not in ('queued', 'cancelled', 'failed', 'wall')
        and p.expand = ${parse.expand} and p.auto_save = ${parse.autoSave}
        -- What a reader made by hand read before it was changed, made or removed is out of date.
        and (i.status = 'running' or i.profile_at is not distinct from (
          select date_trunc('milliseconds', sp.updated_at) from site_profiles sp
          where sp.workspace_id = i.workspace_id and right('.' || i.host, length(sp.host) + 1) = '.' || sp.host
          order by length(sp.host) desc limit 1))
        and (i.finished_at > now() - ${windowS} * interval '1 second'
             or i.finished_at is null and i.status = 'running' and i.lease_until > now())
      order by i.finished_at desc nulls first limit 1) s`
}

async function takeResults(tx: Tx, parse: ClaimedParse, read: readonly Sibling[]): Promise<void> {
  const copied = await tx.sql<(Pick<ParseItemRow, 'review' | 'found'> & { status: ParseOutcome })[]>`
    update parse_items t set status = case when s.status in ('saved', 'changed') then 'unchanged' else s.status end,
      kind = s.kind, reason = s.reason, found = s.found, listings = s.listings, listing_ids = s.listing_ids,
      review = s.review, profile_at = s.profile_at, duration_ms = 0, finished_at = now()
    from jsonb_to_recordset(${JSON.stringify(read)}::jsonb) as d(id uuid, sibling uuid) join parse_items s on s.id = d.sibling
    where t.id = d.id returning t.status, t.review, t.found`
  const cars = copied
    .filter((c) => c.status === 'unchanged' || c.status === 'duplicate')
    .reduce((sum, c) => sum + c.found, 0)
  await countDone(tx, parse.id, copied.map(countedAs), { cars })
}
