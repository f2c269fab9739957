import { AppError, notFound } from '@cartie/shared/errors'
import { replayLead } from '@cartie/shared/domain/enrich-lead'
import { changesBetween } from '@cartie/shared/domain/lead-changes'
import type { Lead } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { blankLead } from './given-fields.ts'
import { leadColumns, rowFields, rowToLead, type LeadRow } from './lead-row.ts'
import { logActivity } from './log-activity.ts'
import { logBirth, readLog, type MergeEntry } from './log-merge.ts'
import { insertLead, lockLeads, writeLead } from './store-lead.ts'

/**
 * Undoes a merge: the lead is as if it had never been, with everything else that was done before and after;
 * the other person stands on their own again (the joined lead as it was, or a new one with what was told).
 * Throws `not_found`, and `conflict` for a merge that is undone already.
 */
export async function unmergeLead(
  ctx: Context,
  id: string,
  activityId: number,
): Promise<{ lead: Lead; separated: Lead }> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    const [row] = (await lockLeads(ctx, tx, [id])) as [LeadRow]
    const { log, undone } = await readLog(tx, id)
    const merge = await readMerge(tx, id, activityId)
    if (!merge) throw notFound('merge')
    if (undone.has(activityId)) throw new AppError('conflict', 'This merge is undone already.')
    const fields = replayLead(log, new Set([...undone, activityId]))
    if (!fields) throw new Error(`the log of lead ${id} has no beginning`)
    const heardSince = Date.parse(row.last_interaction_at) > Date.parse(merge.heard.to)
    const after = await writeLead(ctx, tx, row, fields, heardSince ? null : merge.heard.from)
    const separated = merge.leadId
      ? await takeBack(ctx, tx, merge.leadId, id)
      : await separate(ctx, tx, merge, id)
    const changes = changesBetween(rowFields(row), fields)
    await logActivity(ctx, tx, id, 'unmerged', { of: activityId, leadId: separated.id, changes })
    tx.record('lead.changed', { leadId: id })
    return { lead: rowToLead(after), separated: rowToLead(separated) }
  })
}

async function readMerge({ sql }: Tx, leadId: string, activityId: number): Promise<MergeEntry | undefined> {
  const [row] = await sql<{ payload: MergeEntry }[]>`
    select payload from lead_activities
    where id = ${activityId} and lead_id = ${leadId} and type = 'merged' and payload ? 'given'`
  return row?.payload
}

/** A lead that was joined by hand comes back as it was. */
async function takeBack(ctx: Context, tx: Tx, leadId: string, from: string): Promise<LeadRow> {
  const [row] = await tx.sql<LeadRow[]>`
    update leads set merged_into = null, deleted_at = null, version = version + 1, updated_at = now()
    where workspace_id = ${ctx.workspaceId} and id = ${leadId} and merged_into = ${from}
    returning ${tx.sql(leadColumns as string[])}`
  if (!row) throw notFound('lead')
  await logActivity(ctx, tx, leadId, 'unmerged', { from })
  tx.record('lead.restored', { leadId })
  return row
}

/** Of a person who was taken for another there is no lead yet. */
async function separate(ctx: Context, tx: Tx, merge: MergeEntry, from: string): Promise<LeadRow> {
  const row = await insertLead(ctx, tx, { ...blankLead, ...merge.given })
  await logBirth(ctx, tx, row, from)
  tx.record('lead.created', { leadId: row.id })
  return row
}
