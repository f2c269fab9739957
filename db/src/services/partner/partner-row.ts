import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { Partner, PartnerCreate, Scorecard } from '@cartie/shared/schemas/partner'
import { canonicalMake } from '@cartie/shared/domain/makes'
import { notFound } from '@cartie/shared/errors'
import { textWords } from '../../search-text.ts'
import type { Context, Tx } from '../../context.ts'
import { iso, isoOrNull } from '../lead/lead-row.ts'
import { readScorecards } from './scorecards.ts'

/** A row of `partners` as raw SQL gives it. */
export interface PartnerRow {
  id: string
  kind: Partner['kind']
  status: Partner['status']
  name: string
  city: string | null
  phone: string | null
  email: string | null
  makes: string[]
  notes: string | null
  people: number
  created_at: string
  updated_at: string
  deleted_at: string | null
  version: number
}

/** What to select for it, `partners` being `p`. */
export const partnerColumns = ({ sql }: Pick<Tx, 'sql'>) => sql`
  p.id, p.kind, p.status, p.name, p.city, p.phone, p.email, p.makes, p.notes, p.created_at, p.updated_at,
  p.deleted_at, p.version,
  (select count(*)::int from partner_users u where u.partner_id = p.id and u.removed_at is null) as people`

/** A stored partner in the API's shape. */
export const rowToPartner = (row: PartnerRow, scorecard: Scorecard): Partner => ({
  id: row.id,
  kind: row.kind,
  status: row.status,
  name: row.name,
  city: row.city,
  phone: row.phone,
  email: row.email,
  makes: row.makes,
  notes: row.notes,
  people: row.people,
  scorecard,
  createdAt: iso(row.created_at),
  updatedAt: iso(row.updated_at),
  deletedAt: isoOrNull(row.deleted_at),
  version: row.version,
})

/** Rows with their scorecards, in their order. */
export async function toPartners(ctx: Context, tx: Tx, rows: readonly PartnerRow[]): Promise<Partner[]> {
  const cards = await readScorecards(
    ctx,
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => rowToPartner(row, cards.get(row.id)!))
}

/** One partner, also from the bin. Throws `not_found`. */
export async function readPartner(ctx: Context, tx: Tx, id: string): Promise<Partner> {
  const [row] = await tx.sql<PartnerRow[]>`
    select ${partnerColumns(tx)} from partners p where p.workspace_id = ${ctx.workspaceId} and p.id = ${id}`
  if (!row) throw notFound('partner')
  return (await toPartners(ctx, tx, [row]))[0]!
}

type Named = Pick<PartnerCreate, 'name' | 'city' | 'email' | 'phone' | 'notes' | 'makes'>

/** The words by which a partner is found. */
export const partnerWords = ({ name, city, email, phone, notes, makes = [] }: Named): string[] =>
  textWords([name, city, email, phone, ...makes, notes].filter(Boolean).join(' '), 200)

/** Makes in their one spelling, each once: as requests and cars have them. */
export const makesOf = (makes: readonly string[], dictionary: Dictionary): string[] => [
  ...new Set(makes.map((make) => canonicalMake(make, dictionary))),
]

/** An empty text is no text. */
export const textOrNull = (text: string | null | undefined): string | null => text || null
