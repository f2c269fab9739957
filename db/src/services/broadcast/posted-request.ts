import { openRequestStatuses, type RequestStatus } from '@cartie/shared/domain/request-status'
import type { RequestCriteria } from '@cartie/shared/domain/request-criteria'
import { notFound } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { OwnTexts } from '@cartie/shared/texts/registry'
import type { Context, Tx } from '../../context.ts'
import { readOwnTexts } from '../text/read-own.ts'

/** What of a request its posts tell. */
export interface PostedRequest {
  id: string
  code: string
  kind: 'BUY' | 'SELL'
  status: RequestStatus
  title: string
  description: string | null
  criteria: RequestCriteria
  quantity: number
  language: Language
  deadlineAt: string | null
  postText: string | null
  offerToken: string
  inBin: boolean
  /** IANA name, of the workspace. */
  timeZone: string
  /** Of the workspace. */
  texts: OwnTexts
}

type Row = Omit<PostedRequest, 'criteria' | 'texts'> &
  Omit<RequestCriteria, 'budgetMinMinor' | 'budgetMaxMinor'> & {
    budgetMinMinor: string | null
    budgetMaxMinor: string | null
  }

/** Whether partners may answer it. */
export const isOpen = ({ status, inBin }: Pick<PostedRequest, 'status' | 'inBin'>): boolean =>
  !inBin && (openRequestStatuses as readonly RequestStatus[]).includes(status)

/** A request as its posts need it, also from the bin. Throws `not_found`. */
export const readPostedRequest = (ctx: Context, tx: Tx, id: string): Promise<PostedRequest> =>
  read(ctx, tx, id, tx.sql``)

/**
 * The same, held for this transaction: whoever plans, sends or edits posts of a request does it alone. Throws
 * `not_found`.
 */
export const holdPostedRequest = (ctx: Context, tx: Tx, id: string): Promise<PostedRequest> =>
  read(ctx, tx, id, tx.sql`for no key update of r`)

async function read(ctx: Context, tx: Tx, id: string, lock: ReturnType<Tx['sql']>): Promise<PostedRequest> {
  const [row] = await tx.sql<Row[]>`
    select r.id, r.code, r.kind, r.status, r.title, r.description, r.quantity, r.language,
      r.deadline_at as "deadlineAt", r.post_text as "postText", r.offer_token as "offerToken",
      r.deleted_at is not null as "inBin", w.time_zone as "timeZone", r.makes, r.models, r.year_from as "yearFrom",
      r.year_to as "yearTo", r.budget_min_minor as "budgetMinMinor", r.budget_max_minor as "budgetMaxMinor",
      r.currency, r.mileage_km_to as "mileageKmTo", r.fuels, r.transmissions, r.body_types as "bodyTypes", r.drives,
      r.cities, r.colors, r.must
    from b2b_requests r join workspaces w on w.id = r.workspace_id
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${id} ${lock}`
  if (!row) throw notFound('request')
  const amount = (minor: string | null) => (minor === null ? null : Number(minor))
  const { makes, models, yearFrom, yearTo, budgetMinMinor, budgetMaxMinor, currency, mileageKmTo, fuels } =
    row
  const { transmissions, bodyTypes, drives, cities, colors, must, ...told } = row
  const criteria: RequestCriteria = {
    makes,
    models,
    yearFrom,
    yearTo,
    budgetMinMinor: amount(budgetMinMinor),
    budgetMaxMinor: amount(budgetMaxMinor),
    currency,
    mileageKmTo,
    fuels,
    transmissions,
    bodyTypes,
    drives,
    cities,
    colors,
    must,
  }
  return { ...told, criteria, texts: await readOwnTexts(ctx, tx) }
}
