import { toMajor } from '@cartie/shared/domain/money'
import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import type { Context, Tx } from '../../context.ts'

type PublicCar = PublicProposal['cars'][number]
export type ContentCar = Omit<PublicCar, 'reaction' | 'accepted' | 'sold'>

/** What a proposal says, as a version keeps it: nothing of partners, margins or what partners wrote. */
export interface ProposalContent extends Pick<
  PublicProposal,
  'company' | 'code' | 'title' | 'intro' | 'language'
> {
  /** The editors' revision that was sent. */
  revision: number
  cars: ContentCar[]
}

interface CarRow extends Omit<ContentCar, 'price'> {
  priceMinor: string | null
  currency: string | null
}

/**
 * What a proposal would say if it were sent now. Each field is named here, so that what is added to a variant later
 * reaches no client by itself; the words that partners write lose their contacts.
 */
export async function composeContent(
  ctx: Context,
  tx: Tx,
  proposalId: string,
): Promise<ProposalContent | undefined> {
  const [head] = await tx.sql<(Omit<ProposalContent, 'company' | 'cars'> & ProposalContent['company'])[]>`
    select p.code, p.title, p.intro, p.language, p.revision, w.name, w.accent, w.logo, w.phone
    from proposals p join workspaces w on w.id = p.workspace_id
    where p.workspace_id = ${ctx.workspaceId} and p.id = ${proposalId}`
  if (!head) return undefined
  const rows = await tx.sql<CarRow[]>`
    select i.id, v.title, v.make, v.model, v.year, i.price_minor as "priceMinor", i.currency,
      v.mileage_km as "mileageKm", v.location, v.fuel, v.transmission, v.body_type as "bodyType", v.drive,
      v.engine_volume_l as "engineVolumeL", v.color, v.vin, i.comment, i.photos
    from proposal_items i join request_variants v on v.workspace_id = i.workspace_id and v.id = i.variant_id
    where i.workspace_id = ${ctx.workspaceId} and i.proposal_id = ${proposalId} and i.removed_at is null
    order by i.position`
  const { name, accent, logo, phone, ...told } = head
  return { company: { name, accent, logo, phone }, ...told, cars: rows.map(toCar) }
}

function toCar({ priceMinor, currency, ...car }: CarRow): ContentCar {
  const clean = (text: string | null) => (text === null ? null : hideContacts(text).trim() || null)
  const title =
    clean(car.title) ?? ([car.make, car.model, car.year].filter((part) => part !== null).join(' ') || '—')
  const price =
    priceMinor === null || currency === null
      ? null
      : { amount: toMajor(Number(priceMinor), currency), currency }
  return { ...car, title, location: clean(car.location), color: clean(car.color), price }
}
