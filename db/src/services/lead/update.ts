import { builtIn } from '@cartie/shared/domain/dictionary'
import { applyChanges, changesBetween } from '@cartie/shared/domain/lead-changes'
import type { Lead, LeadPatch } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { writtenFields } from './given-fields.ts'
import { rowFields, rowToLead } from './lead-row.ts'
import { logActivity } from './log-activity.ts'
import { lockLeads, writeLead } from './store-lead.ts'

/**
 * Changes what is given of a lead. Throws `not_found`, and `conflict` for another version than the editor saw.
 */
export async function updateLead(ctx: Context, id: string, patch: LeadPatch): Promise<Lead> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    const { version, ...input } = patch
    const [row] = await lockLeads(ctx, tx, [id], version)
    const fields = rowFields(row!)
    const dictionary = input.make || input.model ? await readDictionary(ctx, tx) : builtIn
    const written = writtenFields(input, dictionary)
    const otherPhones = fields.otherPhones.filter((phone) => phone !== written.phone)
    const changes = changesBetween(fields, { ...written, otherPhones })
    if (!Object.keys(changes).length) return rowToLead(row!)
    const after = await writeLead(ctx, tx, row!, applyChanges(fields, changes))
    await logActivity(ctx, tx, id, 'changed', { changes })
    tx.record('lead.changed', { leadId: id })
    return rowToLead(after)
  })
}
