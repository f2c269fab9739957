import { z } from 'zod'
import { toMajor } from '@cartie/shared/domain/money'
import { requestStatuses } from '@cartie/shared/domain/request-status'
import type { RequestActivity, RequestActivityType } from '@cartie/shared/schemas/request'
import { dateTime, money, number } from '#lib/format.ts'
import { bodyWords, colorWords, driveWords, fuelWords, transmissionWords } from '#lib/inventory/words.ts'
import { m } from '#lib/paraglide/messages.js'
import { criterionWords, kindWords, priorityWords, statusWord } from './words.ts'

const Payload = z
  .object({
    changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }).partial()),
    text: z.string(),
    note: z.string(),
    reason: z.string(),
    title: z.string(),
    number: z.number(),
    code: z.string(),
    again: z.boolean(),
    reopened: z.boolean(),
  })
  .partial()
type Changes = z.infer<typeof Payload>['changes']

const fieldWords: Record<string, () => string> = {
  title: m.requests_field_title,
  description: m.requests_field_description,
  kind: m.requests_field_kind,
  priority: m.requests_field_priority,
  quantity: m.requests_field_quantity,
  deadlineAt: m.requests_field_deadline,
  notes: m.requests_field_notes,
  makes: criterionWords.make,
  models: criterionWords.model,
  yearFrom: m.leads_field_year_from,
  yearTo: m.leads_field_year_to,
  budgetMinMinor: m.leads_field_budget_min,
  budgetMaxMinor: m.leads_field_budget_max,
  mileageKmTo: criterionWords.mileage,
  fuels: criterionWords.fuel,
  transmissions: criterionWords.transmission,
  bodyTypes: criterionWords.body,
  drives: criterionWords.drive,
  cities: criterionWords.city,
  colors: criterionWords.color,
  postText: m.requests_field_post,
  must: m.requests_must,
}

/** The words of fields whose values are names of ours. */
const valueWords: Record<string, Record<string, () => string>> = {
  kind: kindWords,
  priority: priorityWords,
  fuels: fuelWords,
  transmissions: transmissionWords,
  bodyTypes: bodyWords,
  drives: driveWords,
  colors: colorWords,
  must: criterionWords,
}

function shown(field: string, value: unknown): string {
  if (value === null || value === undefined || (Array.isArray(value) && !value.length))
    return m.requests_story_cleared()
  if (field === 'deadlineAt' && typeof value === 'string') return dateTime(value)
  if (field.startsWith('budget') && typeof value === 'number') return number(toMajor(value, 'USD'))
  const word = (one: unknown) => valueWords[field]?.[String(one)]?.() ?? String(one)
  return Array.isArray(value) ? value.map(word).join(', ') : word(value)
}

/** An amount with the currency that it was changed to, if it was. */
function changeLines(changes: Changes): string[] {
  const currency = changes?.currency?.to
  return Object.entries(changes ?? {}).flatMap(([field, { to }]) => {
    const word = fieldWords[field]?.()
    if (!word) return []
    const amount = field.startsWith('budget') && typeof to === 'number' && typeof currency === 'string'
    return [`${word}: ${amount ? money(toMajor(to, currency), currency) : shown(field, to)}`]
  })
}

const titles: Record<RequestActivityType, () => string> = {
  created: m.requests_story_created,
  changed: m.requests_story_changed,
  status_changed: m.requests_story_moved,
  assigned: m.requests_story_assigned,
  note: m.requests_note,
  deleted: m.requests_deleted,
  restored: m.requests_restored,
  broadcast_planned: m.requests_story_broadcast_planned,
  posted: m.requests_story_posted,
  post_edited: m.requests_story_post_edited,
  post_closed: m.requests_story_post_closed,
  post_failed: m.requests_story_post_failed,
  matched: m.requests_story_matched,
  match_decided: m.requests_story_match_decided,
  variant_submitted: m.requests_story_variant_submitted,
  variant_changed: m.requests_story_variant_changed,
  variant_status_changed: m.requests_story_variant_moved,
  variant_refused: m.requests_story_variant_refused,
  variant_deleted: m.requests_story_variant_deleted,
  variant_restored: m.requests_story_variant_restored,
  proposal_created: m.requests_story_proposal_created,
  proposal_changed: m.requests_story_proposal_changed,
  proposal_sent: m.requests_story_proposal_sent,
  proposal_seen: m.requests_story_proposal_seen,
  proposal_reacted: m.requests_story_proposal_reacted,
  proposal_asked: m.requests_story_proposal_asked,
  proposal_answered: m.requests_story_proposal_answered,
  proposal_accepted: m.requests_story_proposal_accepted,
  proposal_declined: m.requests_story_proposal_declined,
  proposal_expired: m.requests_story_proposal_expired,
  proposal_revoked: m.requests_story_proposal_revoked,
  car_sold: m.requests_story_car_sold,
  contact_shared: m.requests_story_contact_shared,
  resolved: m.requests_story_resolved,
}

type Told = Pick<RequestActivity, 'type' | 'payload'>

/** What happened to a request, in words: a line, and what stands below it. */
export function activityText(
  { type, payload }: Told,
  nameOf: (id: string | null) => string,
): { title: string; lines: string[] } {
  const read = Payload.safeParse(payload)
  const told = read.success ? read.data : {}
  const to = (field: string) => told.changes?.[field]?.to
  const said = [told.note, told.reason, told.text].flatMap((line) => (line ? [line] : []))
  const status = requestStatuses.find((one) => one === to('status'))
  if (type === 'status_changed' && status) {
    const word = { status: statusWord(status) }
    return {
      title: told.reopened ? m.requests_story_reopened(word) : m.requests_story_moved_to(word),
      lines: said,
    }
  }
  if (type === 'assigned') {
    const owner = to('ownerId')
    return {
      title: m.requests_given({ name: nameOf(typeof owner === 'string' ? owner : null) }),
      lines: [],
    }
  }
  if (type === 'changed')
    return {
      title: told.again ? m.requests_story_told_more() : titles.changed(),
      lines: changeLines(told.changes),
    }
  const which = [told.number === undefined ? '' : `№ ${told.number}`, told.code, told.title]
  const name = which.filter(Boolean).join(' · ')
  return { title: titles[type](), lines: [...(name ? [name] : []), ...said] }
}

/** Who did it: a colleague by today's name, else as they were called then. */
export function actorText(
  { actor, actorName }: Pick<RequestActivity, 'actor' | 'actorName'>,
  nameOf: (id: string | null) => string,
): string {
  if (actor.startsWith('user:')) return nameOf(actor.slice(5))
  if (actorName) return actorName
  if (actor.startsWith('apiKey:')) return m.leads_actor_api()
  return actor === 'client' ? m.requests_client() : m.leads_actor_cartie()
}
