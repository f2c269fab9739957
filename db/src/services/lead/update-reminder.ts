import { notFound } from '@cartie/shared/errors'
import type { LeadReminder, LeadReminderPatch } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { logActivity } from './log-activity.ts'
import { reminderColumns, toReminder, type ReminderRow } from './reminder-row.ts'
import { requireAssignee } from './require-assignee.ts'
import { lockLeads } from './store-lead.ts'

/**
 * Changes a reminder of a lead, or marks it as done or open. One that is set to another time reminds again.
 * Throws `not_found`, `invalid` for a stranger.
 */
export async function updateReminder(
  ctx: Context,
  { leadId, reminderId }: { leadId: string; reminderId: string },
  patch: LeadReminderPatch,
): Promise<LeadReminder> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    await lockLeads(ctx, tx, [leadId])
    await requireAssignee(ctx, tx, patch.userId ?? null, '/userId')
    const before = await read(ctx, tx, reminderId)
    if (before?.leadId !== leadId) throw notFound('reminder')
    const { done, ...rest } = patch
    const { text, dueAt, userId } = { ...before, ...rest }
    const moved = dueAt !== before.dueAt
    const wasDone = before.doneAt !== null
    const [row] = await tx.sql<[ReminderRow]>`
      update lead_reminders set text = ${text}, due_at = ${dueAt}, user_id = ${userId},
        reminded_at = ${moved ? null : tx.sql`reminded_at`},
        done_at = ${(done ?? wasDone) ? tx.sql`coalesce(done_at, now())` : null}
      where workspace_id = ${ctx.workspaceId} and id = ${reminderId}
      returning ${tx.sql(reminderColumns)}`
    const after = toReminder(row)
    const type = after.doneAt !== null && !wasDone ? 'reminder_done' : 'reminder_changed'
    await logActivity(ctx, tx, leadId, type, { reminderId, before: told(before), after: told(after) })
    tx.record('lead.changed', { leadId })
    return after
  })
}

const told = ({ text, dueAt, userId, doneAt }: LeadReminder) => ({ text, dueAt, userId, doneAt })

async function read(ctx: Context, tx: Tx, id: string): Promise<LeadReminder | undefined> {
  const [row] = await tx.sql<ReminderRow[]>`
    select ${tx.sql(reminderColumns)} from lead_reminders
    where workspace_id = ${ctx.workspaceId} and id = ${id} for update`
  return row && toReminder(row)
}
