import { z } from 'zod'
import { leadStatuses } from '@cartie/shared/domain/lead-status'
import type { LeadField } from '@cartie/shared/domain/lead'
import type { LeadActivity, StoryEntry } from '@cartie/shared/schemas/lead-story'
import { dateTime } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import { fieldWords, statusWord } from './words.ts'

const change = z.object({
  from: z.unknown(),
  to: z.unknown(),
  add: z.array(z.string()).optional(),
  remove: z.array(z.string()).optional(),
})
const reminder = z.object({ text: z.string(), dueAt: z.string() }).partial()
const Payload = z
  .object({
    changes: z.record(z.string(), change.partial()),
    text: z.string(),
    note: z.string(),
    dueAt: z.string(),
    into: z.string(),
    from: z.string(),
    leadId: z.string(),
    separatedFrom: z.string(),
    after: reminder,
  })
  .partial()
type Changes = z.infer<typeof Payload>['changes']

/** What an entry says: a line, and what stands below it. */
export interface StoryText {
  title: string
  lines: string[]
}

const shown = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : ''

function changeLines(changes: Changes): string[] {
  return Object.entries(changes ?? {}).flatMap(([field, { to, add, remove }]) => {
    const word = fieldWords[field as LeadField]?.()
    if (!word || field === 'status' || field === 'ownerId') return []
    const parts = [
      ...(add ?? []).map((one) => `+ ${one}`),
      ...(remove ?? []).map((one) => `− ${one}`),
      ...(to === undefined ? [] : [shown(to) || m.leads_story_cleared()]),
    ]
    return parts.length ? [`${word}: ${parts.join(', ')}`] : []
  })
}

const titles: Record<LeadActivity['type'], () => string> = {
  created: m.leads_story_created,
  merged: m.leads_story_heard,
  unmerged: m.leads_story_unmerged,
  changed: m.leads_story_changed,
  status_changed: m.leads_story_moved,
  assigned: m.leads_story_assigned,
  tagged: m.leads_story_tagged,
  note: m.leads_story_note,
  reminder_set: m.leads_story_reminder_set,
  reminder_changed: m.leads_story_reminder_changed,
  reminder_done: m.leads_story_reminder_done,
  deleted: m.leads_story_deleted,
  restored: m.leads_story_restored,
}

/** What people or Cartie did with a lead, in words. */
export function activityText(
  { type, payload }: LeadActivity,
  nameOf: (id: string | null) => string,
): StoryText {
  const read = Payload.safeParse(payload)
  const told = read.success ? read.data : {}
  const to = (field: string) => told.changes?.[field]?.to
  const status = leadStatuses.find((one) => one === to('status'))
  const lines = changeLines(told.changes)
  if (type === 'merged' && told.into) return { title: m.leads_story_joined_into(), lines }
  if (type === 'merged' && told.leadId) return { title: m.leads_story_joined(), lines }
  if (type === 'created' && told.separatedFrom) return { title: m.leads_story_separated(), lines }
  if (type === 'status_changed' && status)
    return {
      title: m.leads_story_moved_to({ status: statusWord(status) }),
      lines: told.note ? [told.note] : [],
    }
  if (type === 'assigned') {
    const owner = to('ownerId')
    return {
      title: m.leads_story_owner({ name: nameOf(typeof owner === 'string' ? owner : null) }),
      lines: [],
    }
  }
  const text = told.text ?? told.after?.text
  const dueAt = told.dueAt ?? told.after?.dueAt
  if (text) lines.push(text)
  if (dueAt && type !== 'reminder_done') lines.push(dateTime(dueAt))
  return { title: titles[type](), lines }
}

const Event = z.object({ type: z.string(), data: z.string().optional() })
const stepWords: Record<string, () => string> = {
  start: m.leads_story_step_start,
  message: m.leads_story_step_message,
  callback: m.leads_story_step_button,
  command: m.leads_story_step_command,
  menu: m.leads_story_step_menu,
  timer: m.leads_story_step_timer,
  result: m.leads_story_step_result,
  take_over: m.leads_story_step_take_over,
  give_back: m.leads_story_step_give_back,
}

/** What moved the scenario, in words. */
export function stepText(entry: Extract<StoryEntry, { kind: 'step' }>): string {
  const event = Event.safeParse(entry.event)
  return (event.success && stepWords[event.data.type]?.()) || m.leads_story_step()
}

const deliveryWords: Record<string, () => string> = {
  pending: m.deliveries_state_pending,
  sending: m.deliveries_state_sending,
  sent: m.deliveries_state_sent,
  failed: m.deliveries_state_failed,
  unknown: m.deliveries_state_unknown,
  held: m.deliveries_state_held,
  cancelled: m.deliveries_state_cancelled,
}
/** Where a delivery stands, in words. */
export const deliveryWord = (state: string): string => deliveryWords[state]?.() ?? state
