import { AppError } from '@cartie/shared/errors'
import type { LeadReminder, LeadReminderInput } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logActivity } from './log-activity.ts'
import { reminderColumns, toReminder, type ReminderRow } from './reminder-row.ts'
import { requireAssignee } from './require-assignee.ts'
import { lockLeads } from './store-lead.ts'

const mostOpen = 50

/** Sets a reminder for somebody, or for who asks. Throws `not_found`, `invalid` for a stranger or too many of them. */
export async function remindLead(ctx: Context, id: string, input: LeadReminderInput): Promise<LeadReminder> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    await lockLeads(ctx, tx, [id])
    await requireAssignee(ctx, tx, input.userId ?? null, '/userId')
    const [open] = await tx.sql<[{ count: number }]>`
      select count(*)::int as count from lead_reminders where lead_id = ${id} and done_at is null`
    if (open.count >= mostOpen)
      throw new AppError('invalid', `A lead has at most ${mostOpen} open reminders.`)
    const asker = ctx.actor.kind === 'user' ? ctx.actor.id : null
    const userId = input.userId === undefined ? asker : input.userId
    const [row] = await tx.sql<[ReminderRow]>`
      insert into lead_reminders (workspace_id, lead_id, text, due_at, user_id)
      values (${ctx.workspaceId}, ${id}, ${input.text}, ${input.dueAt}, ${userId})
      returning ${tx.sql(reminderColumns)}`
    const reminder = toReminder(row)
    const { id: reminderId, text, dueAt } = reminder
    await logActivity(ctx, tx, id, 'reminder_set', { reminderId, text, dueAt, userId })
    tx.record('lead.changed', { leadId: id })
    return reminder
  })
}
