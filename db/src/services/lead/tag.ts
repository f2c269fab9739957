import { AppError } from '@cartie/shared/errors'
import { applyChanges } from '@cartie/shared/domain/lead-changes'
import type { Lead, LeadTagsInput } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { rowFields, rowToLead } from './lead-row.ts'
import { logActivity } from './log-activity.ts'
import { lockLeads, writeLead } from './store-lead.ts'

const most = 50

/** Adds and takes off tags, so that two people who tag at once lose nothing. Throws `not_found`, `invalid` for too many. */
export async function tagLead(ctx: Context, id: string, input: LeadTagsInput): Promise<Lead> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    const [row] = await lockLeads(ctx, tx, [id])
    const fields = rowFields(row!)
    const add = input.add.filter((tag) => !fields.tags.includes(tag) && !input.remove.includes(tag))
    const remove = input.remove.filter((tag) => fields.tags.includes(tag))
    if (!add.length && !remove.length) return rowToLead(row!)
    const changes = { tags: { add, remove } }
    const tagged = applyChanges(fields, changes)
    if (tagged.tags.length > most) throw new AppError('invalid', `A lead has at most ${most} tags.`)
    const after = await writeLead(ctx, tx, row!, tagged)
    await logActivity(ctx, tx, id, 'tagged', { changes })
    tx.record('lead.changed', { leadId: id })
    return rowToLead(after)
  })
}
