import { withSystemTx, withTx } from '../../client.ts'
import type { Context, Db, Tx } from '../../context.ts'

interface DueReminder {
  id: string
  /** The lead that people see: the one that the reminder's own was joined to, if it was. */
  leadId: string
  userId: string | null
}

const mostAtOnce = 200
/** A lead in the bin reminds nobody; one that was joined to another does. */
const due = `r.due_at <= now() and r.reminded_at is null and r.done_at is null and exists (
  select from leads l where l.id = r.lead_id and (l.deleted_at is null or l.merged_into is not null))`

/** Tells of every reminder that is due, each once, however many sweepers look. Returns how many were told. */
export async function announceDueReminders(db: Db): Promise<number> {
  const workspaces = await withSystemTx(
    db,
    ({ sql }) => sql<{ id: string }[]>`
      select distinct r.workspace_id as id from lead_reminders r where ${sql.unsafe(due)}`,
  )
  let told = 0
  for (const { id } of workspaces) {
    const actor = { kind: 'system', id: null, role: 'OWNER' } as const
    const ctx: Context = { db, workspaceId: id, actor, requestId: 'reminders' }
    told += await withTx(ctx, async (tx) => {
      const reminders = await takeDue(ctx, tx)
      for (const reminder of reminders) announce(tx, reminder)
      return reminders.length
    })
  }
  return told
}

/** What tells people of one due reminder: the event; the message to the bot's admin chat joins it here. */
function announce(tx: Tx, { id, leadId, userId }: DueReminder): void {
  tx.record('lead.reminder_due', { leadId, reminderId: id, userId })
}

function takeDue(ctx: Context, { sql }: Tx): Promise<DueReminder[]> {
  return sql<DueReminder[]>`
    with due as (
      select r.id from lead_reminders r where r.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(due)}
      order by r.due_at limit ${mostAtOnce} for update skip locked)
    update lead_reminders r set reminded_at = now() from due, leads l
    where r.id = due.id and l.id = r.lead_id
    returning r.id, r.user_id as "userId", coalesce(l.merged_into, l.id) as "leadId"`
}
