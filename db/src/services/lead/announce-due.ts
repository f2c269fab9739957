import { escapeHtml } from '@cartie/shared/scenario/html'
import type { Language } from '@cartie/shared/schemas/common'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context, Db, Tx } from '../../context.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { adminNotice, leadCard } from '../talk/admin-notice.ts'
import { tellingBot } from '../talk/telling-bot.ts'
import { getLead } from './get.ts'

interface DueReminder {
  id: string
  /** The lead that people see: the one that the reminder's own was joined to, if it was. */
  leadId: string
  userId: string | null
  text: string
  dueAt: string
}

const mostAtOnce = 200
/** A lead in the bin reminds nobody; one that was joined to another does. */
const due = `r.due_at <= now() and r.reminded_at is null and r.done_at is null and exists (
  select from leads l where l.id = r.lead_id and (l.deleted_at is null or l.merged_into is not null))`

const titles: Record<Language, string> = { uk: 'Нагадування', ru: 'Напоминание', en: 'Reminder' }

/**
 * Tells of every reminder that is due, each once, however many sweepers look: to the pages and, where a bot has an
 * admin chat, there too. Returns how many were told.
 */
export async function announceDueReminders(db: Db): Promise<number> {
  const workspaces = await withSystemTx(
    db,
    ({ sql }) => sql<{ id: string }[]>`
      select distinct r.workspace_id as id from lead_reminders r join workspaces w on w.id = r.workspace_id
      where ${sql.unsafe(due)} and w.deleted_at is null`,
  )
  let told = 0
  for (const { id } of workspaces) {
    const actor = { kind: 'system', id: null, role: 'OWNER' } as const
    const ctx: Context = { db, workspaceId: id, actor, requestId: 'reminders' }
    told += await withTx(ctx, async (tx) => {
      const reminders = await takeDue(ctx, tx)
      for (const reminder of reminders) await announce({ ...ctx, tx }, tx, reminder)
      return reminders.length
    })
  }
  return told
}

/** Tells people of one due reminder: by the event, and by a card of its lead, with its buttons, to whom it reminds or in the admin chat. */
async function announce(ctx: Context, tx: Tx, reminder: DueReminder): Promise<void> {
  const { id, leadId, userId, text, dueAt } = reminder
  tx.record('lead.reminder_due', { leadId, reminderId: id, userId })
  const lead = await getLead(ctx, leadId)
  const bot = await tellingBot(ctx, tx, {
    kind: 'reminder',
    bots: [lead.botId],
    ownerId: userId ?? lead.ownerId,
  })
  if (!bot) return
  const card = leadCard(lead, bot.language)
  const words = `<b>${titles[bot.language]}:</b> ${escapeHtml(text)}\n\n${card.text}`
  const notices = adminNotice({ botId: bot.botId, adminChatId: bot.chatId }, { ...card, text: words }, leadId)
  // One that is set to another time reminds again.
  const dedupKey = `reminder:${id}:${dueAt}`
  await enqueueDeliveries(
    ctx,
    notices.map((notice) => ({ ...notice, dedupKey })),
  )
}

function takeDue(ctx: Context, { sql }: Tx): Promise<DueReminder[]> {
  return sql<DueReminder[]>`
    with due as (
      select r.id from lead_reminders r where r.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(due)}
      order by r.due_at limit ${mostAtOnce} for update skip locked)
    update lead_reminders r set reminded_at = now() from due, leads l
    where r.id = due.id and l.id = r.lead_id
    returning r.id, r.user_id as "userId", r.text, r.due_at as "dueAt", coalesce(l.merged_into, l.id) as "leadId"`
}
