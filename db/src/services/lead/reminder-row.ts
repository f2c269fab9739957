import type { LeadReminder } from '@cartie/shared/schemas/lead'
import { iso, isoOrNull } from './lead-row.ts'

/** The columns of `ReminderRow`. */
export const reminderColumns = [
  'id',
  'lead_id',
  'text',
  'due_at',
  'user_id',
  'reminded_at',
  'done_at',
  'created_at',
]

/** A row of `lead_reminders` as raw SQL gives it. */
export interface ReminderRow {
  id: string
  lead_id: string
  text: string
  due_at: string
  user_id: string | null
  reminded_at: string | null
  done_at: string | null
  created_at: string
}

/** A reminder as the API shows it. */
export const toReminder = (row: ReminderRow): LeadReminder => ({
  id: row.id,
  leadId: row.lead_id,
  text: row.text,
  dueAt: iso(row.due_at),
  userId: row.user_id,
  remindedAt: isoOrNull(row.reminded_at),
  doneAt: isoOrNull(row.done_at),
  createdAt: iso(row.created_at),
})
