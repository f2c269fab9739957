import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { Variant } from '@cartie/shared/schemas/variant'
import type { Context, Tx } from '../../context.ts'
import { iso, isoOrNull } from '../lead/lead-row.ts'
import { priceOf } from '../listing/car-facts.ts'
import { shown } from '../proposal/shown.ts'

/** A stored variant with what a reply shows beside it: 64-bit integers and instants are strings. */
export interface VariantRow {
  id: string
  request_id: string
  request_status: RequestStatus
  number: number
  status: Variant['status']
  source: Variant['source']
  partner_id: string | null
  partner_name: string | null
  offerer_name: string | null
  offerer_phone: string | null
  session_id: string | null
  listing_id: string | null
  title: string
  make: string | null
  model: string | null
  year: number | null
  price_minor: string | null
  currency: string | null
  mileage_km: number | null
  vin: string | null
  url: string | null
  location: string | null
  fuel: Variant['fuel']
  transmission: Variant['transmission']
  body_type: Variant['bodyType']
  drive: Variant['drive']
  engine_volume_l: number | null
  color: string | null
  details: string | null
  raw_details: string | null
  photos: string[]
  pending: boolean
  link_problem: string | null
  score: number | null
  reasons: Variant['reasons']
  reject_reason: string | null
  proposals: Variant['proposals']
  created_at: string
  updated_at: string
  deleted_at: string | null
  version: number
}

/** From which stages of a request on contacts are told. */
const shared: readonly RequestStatus[] = ['CONTACT_SHARED', 'WON']

/** A stored row in the API's shape: contacts only where the request's are shared, the price in major units. */
export function rowToVariant(row: VariantRow): Variant {
  const tells = shared.includes(row.request_status)
  const hasOfferer = row.offerer_name !== null || row.offerer_phone !== null
  return {
    id: row.id,
    requestId: row.request_id,
    number: row.number,
    status: row.status,
    source: row.source,
    partner: row.partner_id === null ? null : { id: row.partner_id, name: row.partner_name ?? '' },
    offerer: hasOfferer ? { name: row.offerer_name, phone: tells ? row.offerer_phone : null } : null,
    sessionId: row.session_id,
    listingId: row.listing_id,
    title: row.title,
    make: row.make,
    model: row.model,
    year: row.year,
    price: priceOf(row.price_minor === null ? null : Number(row.price_minor), row.currency),
    mileageKm: row.mileage_km,
    vin: row.vin,
    url: row.url,
    location: row.location,
    fuel: row.fuel,
    transmission: row.transmission,
    bodyType: row.body_type,
    drive: row.drive,
    engineVolumeL: row.engine_volume_l,
    color: row.color,
    details: tells ? (row.raw_details ?? row.details) : row.details,
    photos: row.photos,
    pending: row.pending,
    linkProblem: row.link_problem,
    score: row.score,
    reasons: row.reasons,
    rejectReason: row.reject_reason,
    proposals: row.proposals,
    createdAt: iso(row.created_at),
    updatedAt: iso(row.updated_at),
    deletedAt: isoOrNull(row.deleted_at),
    version: row.version,
  }
}

/** Which variants are read: of a request, or by their ids. The bin's only where it is asked for; by id both. */
export type WhichVariants = { requestId: string; deleted?: boolean | undefined } | { ids: readonly string[] }

/** Variants as the API shows them, in the order in which they came. */
export async function readVariants(ctx: Context, tx: Tx, which: WhichVariants): Promise<Variant[]> {
  const { sql } = tx
  const picked =
    'ids' in which
      ? sql`v.id = any(${which.ids as string[]}::uuid[])`
      : sql`v.request_id = ${which.requestId} and v.deleted_at is ${which.deleted ? sql`not null` : sql`null`}`
  const rows = await sql<VariantRow[]>`
    select v.id, v.request_id, r.status as request_status, v.number, v.status, v.source, v.partner_id,
      p.name as partner_name, v.offerer_name, v.offerer_phone, v.session_id, v.listing_id, v.title, v.make, v.model,
      v.year, v.price_minor, v.currency, v.mileage_km, v.vin, v.url, v.location, v.fuel, v.transmission, v.body_type,
      v.drive, v.engine_volume_l, v.color, v.details, v.raw_details, v.photos, v.file_ids <> '{}' as pending,
      v.score, v.reasons, v.reject_reason, v.created_at, v.updated_at, v.deleted_at, v.version,
      case when v.parse_id is not null and v.listing_id is null and v.file_ids = '{}' then coalesce((
        select coalesce(i.reason, i.status) from parse_items i
        where i.workspace_id = v.workspace_id and i.parse_id = v.parse_id order by i.seq limit 1), 'not_read')
      end as link_problem,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'status', p.status, 'reaction', i.reaction)
          order by p.created_at)
        from proposal_items i join proposals p on p.workspace_id = i.workspace_id and p.id = i.proposal_id
        where i.workspace_id = v.workspace_id and i.variant_id = v.id and p.deleted_at is null
          and (i.removed_at is null or ${sql.unsafe(shown)})), '[]') as proposals
    from request_variants v
      join b2b_requests r on r.workspace_id = v.workspace_id and r.id = v.request_id
      left join partners p on p.workspace_id = v.workspace_id and p.id = v.partner_id
    where v.workspace_id = ${ctx.workspaceId} and ${picked}
    order by v.request_id, v.number`
  return rows.map(rowToVariant)
}
