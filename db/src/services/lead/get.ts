import { notFound } from '@cartie/shared/errors'
import type { LeadDetail } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { readFamily } from './lead-family.ts'
import { iso, leadColumns, rowToLead, type LeadRow } from './lead-row.ts'
import type { MergeEntry } from './log-merge.ts'
import { reminderColumns, toReminder, type ReminderRow } from './reminder-row.ts'

/** One lead, also from the bin or joined to another, with its reminders and the merges that hold. Throws `not_found`. */
export async function getLead(ctx: Context, id: string): Promise<LeadDetail> {
  requirePermission(ctx, 'leads.read')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<LeadRow[]>`
      select ${tx.sql(leadColumns as string[])} from leads where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!row) throw notFound('lead')
    const family = await readFamily(tx, id)
    const reminders = await tx.sql<ReminderRow[]>`
      select ${tx.sql(reminderColumns)} from lead_reminders where lead_id = any(${family}::uuid[])
      order by done_at is not null, due_at, id limit 200`
    return { ...rowToLead(row), reminders: reminders.map(toReminder), merges: await readMerges(tx, id) }
  })
}

async function readMerges({ sql }: Tx, leadId: string): Promise<LeadDetail['merges']> {
  const rows = await sql<
    { id: string; at: string; way: MergeEntry['way']; lead_id: string | null; code: string; name: string }[]
  >`
    select m.id, m.at, m.payload ->> 'way' as way, o.id as lead_id, o.code, o.name
    from lead_activities m left join leads o on o.id = (m.payload ->> 'leadId')::uuid
    where m.lead_id = ${leadId} and m.type = 'merged' and m.payload ? 'given' and not exists (
      select from lead_activities u
      where u.lead_id = m.lead_id and u.type = 'unmerged' and (u.payload ->> 'of')::bigint = m.id)
    order by m.id desc limit 200`
  return rows.map((row) => ({
    activityId: Number(row.id),
    at: iso(row.at),
    way: row.way,
    lead: row.lead_id === null ? null : { id: row.lead_id, code: row.code, name: row.name },
  }))
}
