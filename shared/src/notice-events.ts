import type { NoticeKind } from './domain/notice.ts'
import type { EventName } from './event.ts'

/** The events that people are told of, and as what. */
export const noticeEvents = {
  'lead.created': 'lead_new',
  'lead.assigned': 'lead_mine',
  'lead.reminder_due': 'reminder',
  'request.matched': 'match',
  'variant.submitted': 'offer',
  'proposal.reacted': 'proposal',
  'proposal.status_changed': 'proposal',
  'parse.finished': 'parse',
  'delivery.ended': 'delivery',
  'delivery.unknown': 'delivery',
  'integration.disabled': 'integration',
} as const satisfies Partial<Record<EventName, NoticeKind>>
export type NoticeEvent = keyof typeof noticeEvents

/** Of those that happen all the time, the ends that are worth a word. */
const ends: Partial<Record<NoticeEvent, { field: string; worth: readonly unknown[] }>> = {
  'delivery.ended': { field: 'state', worth: ['failed'] },
  'parse.finished': { field: 'status', worth: ['done', 'failed'] },
  'proposal.status_changed': { field: 'to', worth: ['ACCEPTED', 'DECLINED'] },
}

/** Whether somebody may have to be told of an event. */
export function isNoticed(event: { name: string; payload: unknown }): boolean {
  if (!Object.hasOwn(noticeEvents, event.name)) return false
  const end = ends[event.name as NoticeEvent]
  return !end || end.worth.includes((event.payload as Record<string, unknown>)[end.field])
}
