import { canonicalUrl, sourceOf } from '@cartie/shared/domain/canonical-url'
import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { isShownToClient, type VariantStatus } from '@cartie/shared/domain/variant-status'
import { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { listingColumns, type ListingRow } from '../listing/listing-row.ts'
import { markGoneVariant } from '../proposal/mark-sold.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { refuseDuplicate } from './find-duplicate.ts'
import { linkMark } from './link-mark.ts'
import { photoKeys } from './photo-keys.ts'
import { scoreVariants } from './score.ts'
import { factColumns, factNames, factsOfListing } from './variant-facts.ts'

interface Waiting {
  id: string
  request_id: string
  number: number
  status: VariantStatus
  parse_id: string
  url: string
  title: string
  photos: string[]
  vin: string | null
}

/**
 * Fills a variant from the advert of its link, once that is read: what was told before stays. Where nothing could be
 * read, it says so; where the request has this car already, it is taken off, or left as it is if a client sees it.
 * Nothing happens while the link is read.
 */
export async function fillFromLink(ctx: Context, variantId: string): Promise<void> {
  requirePermission(ctx, 'requests.write')
  await withTx(ctx, async (tx) => {
    // The request first, as everywhere; also one in the bin, whose variant is filled all the same.
    await tx.sql`
      select from b2b_requests r where r.workspace_id = ${ctx.workspaceId} and r.id = (
        select request_id from request_variants where workspace_id = ${ctx.workspaceId} and id = ${variantId})
      for no key update`
    const [waiting] = await tx.sql<Waiting[]>`
      select v.id, v.request_id, v.number, v.status, v.parse_id, v.url, v.title, v.photos, v.vin from request_variants v
      where v.workspace_id = ${ctx.workspaceId} and v.id = ${variantId} and ${linkMark} = any (v.file_ids)
        and not exists (select from parses p where p.workspace_id = v.workspace_id and p.id = v.parse_id
          and p.status in ('queued', 'running'))
      for no key update of v`
    if (!waiting) return
    await tx.sql`
      update request_variants set file_ids = array_remove(file_ids, ${linkMark}), updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${variantId}`
    const listing = await readListing(ctx, tx, waiting.parse_id)
    const entry = { requestId: waiting.request_id, variantId }
    const taken = listing !== undefined && (await isTaken(ctx, tx, waiting, listing))
    if (!listing || (taken && isShownToClient(waiting.status))) {
      const payload = { number: waiting.number, link: listing ? 'duplicate' : 'not_read' }
      await logRequestActivity(ctx, tx, { ...entry, type: 'variant_changed', payload })
    } else if (taken) {
      await tx.sql`
        update request_variants set deleted_at = now(), version = version + 1
        where workspace_id = ${ctx.workspaceId} and id = ${variantId}`
      await markGoneVariant(ctx, tx, variantId)
      const payload = { number: waiting.number, reason: 'duplicate' }
      await logRequestActivity(ctx, tx, { ...entry, type: 'variant_refused', payload })
    } else {
      await fill(ctx, tx, waiting, listing)
      await scoreVariants(ctx, tx, waiting.request_id, variantId)
      const payload = { number: waiting.number, link: 'read' }
      await logRequestActivity(ctx, tx, { ...entry, type: 'variant_changed', payload })
    }
    tx.record('variant.changed', entry)
  })
}

async function readListing(ctx: Context, tx: Tx, parseId: string): Promise<ListingRow | undefined> {
  const [row] = await tx.sql.unsafe<ListingRow[]>(
    `select ${listingColumns.join(', ')} from car_listings where workspace_id = $1 and deleted_at is null and id in (
       select unnest(listing_ids) from parse_items where workspace_id = $1 and parse_id = $2) limit 1`,
    [ctx.workspaceId, parseId],
    { prepare: true },
  )
  return row
}

async function isTaken(ctx: Context, tx: Tx, waiting: Waiting, listing: ListingRow): Promise<boolean> {
  const url = listing.source_url ?? waiting.url
  const known = { canonicalUrl: canonicalUrl(url), vin: waiting.vin ?? (listing.vin as string | null) }
  try {
    await refuseDuplicate(ctx, tx, waiting.request_id, { ...known, listingId: listing.id }, waiting.id)
    return false
  } catch (error) {
    if (error instanceof AppError && error.errors[0]?.code === 'duplicate') return true
    throw error
  }
}

const filled = factNames.filter((name) => name !== 'title' && name !== 'url')
const columns = filled.map((name) => factColumns[name])

async function fill(ctx: Context, tx: Tx, waiting: Waiting, listing: ListingRow): Promise<void> {
  const facts = factsOfListing(listing)
  const photos = waiting.photos.length ? waiting.photos : [...new Set(listing.images)].slice(0, 20)
  const row = {
    ...Object.fromEntries(filled.map((name) => [factColumns[name][0], facts[name] ?? null])),
    details: facts.details ? hideContacts(facts.details) || null : null,
    title:
      waiting.title === sourceOf(waiting.url) ? hideContacts(facts.title) || waiting.title : waiting.title,
    photos,
    photo_keys: await photoKeys(ctx, tx, photos),
    listing_id: listing.id,
  }
  // An amount goes with its currency: both are the advert's, or neither is.
  const keeps = (column: string) =>
    column === 'price_minor' || column === 'currency'
      ? `${column} = case when v.price_minor is null then n.${column} else v.${column} end`
      : `${column} = coalesce(v.${column}, n.${column})`
  await tx.sql.unsafe(
    `update request_variants v set ${columns.map(([column]) => keeps(column)).join(', ')},
       details = coalesce(v.details, n.details), title = n.title, photos = n.photos, photo_keys = n.photo_keys,
       listing_id = n.listing_id, version = v.version + 1
     from jsonb_to_record($1::jsonb) as n(${columns.map((c) => c.join(' ')).join(', ')}, details text, title text,
       photos text[], photo_keys text[], listing_id uuid)
     where v.workspace_id = $2 and v.id = $3`,
    [storableJson(row), ctx.workspaceId, waiting.id],
    { prepare: true },
  )
}
