import type { Partner, PartnerCreate } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import {
  makesOf,
  partnerColumns,
  partnerWords,
  rowToPartner,
  textOrNull,
  type PartnerRow,
} from './partner-row.ts'
import { rowToScorecard } from './scorecards.ts'

/** Adds a partner. */
export async function createPartner(ctx: Context, input: PartnerCreate): Promise<Partner> {
  requirePermission(ctx, 'partners.write')
  const { kind = 'company', name, makes = [] } = input
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<[PartnerRow]>`
      insert into partners as p (workspace_id, kind, name, city, phone, email, makes, notes, search)
      values (${ctx.workspaceId}, ${kind}, ${name}, ${textOrNull(input.city)}, ${textOrNull(input.phone)},
        ${textOrNull(input.email)}, ${makesOf(makes, await readDictionary(ctx, tx))}::text[], ${textOrNull(input.notes)},
        array_to_tsvector(${partnerWords(input)}::text[]))
      returning ${partnerColumns(tx)}`
    tx.record('partner.changed', { partnerId: row.id })
    return rowToPartner(row, rowToScorecard(undefined))
  })
}
