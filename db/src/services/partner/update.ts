import type { Partner, PartnerPatch } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { lockPartner } from './lock.ts'
import { makesOf, partnerWords, readPartner, textOrNull } from './partner-row.ts'

/**
 * Changes what is given of a partner. Throws `not_found`, and `conflict` for another version than the editor saw.
 */
export async function updatePartner(ctx: Context, id: string, patch: PartnerPatch): Promise<Partner> {
  requirePermission(ctx, 'partners.write')
  return withTx(ctx, async (tx) => {
    const row = await lockPartner(ctx, tx, id, patch.version)
    const given = <T>(value: T | undefined, stored: T): T => (value === undefined ? stored : value)
    const next = {
      kind: given(patch.kind, row.kind),
      name: given(patch.name, row.name),
      city: textOrNull(given(patch.city, row.city)),
      phone: textOrNull(given(patch.phone, row.phone)),
      email: textOrNull(given(patch.email, row.email)),
      makes: patch.makes === undefined ? row.makes : makesOf(patch.makes, await readDictionary(ctx, tx)),
      notes: textOrNull(given(patch.notes, row.notes)),
    }
    const changed = await tx.sql`
      update partners set kind = ${next.kind}, name = ${next.name}, city = ${next.city}, phone = ${next.phone},
        email = ${next.email}, makes = ${next.makes}::text[], notes = ${next.notes},
        search = array_to_tsvector(${partnerWords(next)}::text[]), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id}
        and (kind, name, city, phone, email, makes, notes) is distinct from (${next.kind}, ${next.name},
          ${next.city}::text, ${next.phone}::text, ${next.email}::text, ${next.makes}::text[], ${next.notes}::text)`
    if (changed.count) tx.record('partner.changed', { partnerId: id })
    return readPartner(ctx, tx, id)
  })
}
