import type { LeadField, LeadFields, LeadValue } from './lead.ts'
import { applyChanges, joinRequest, type LeadChanges } from './lead-changes.ts'
import { isGenericName } from './person-name.ts'

/**
 * How two leads become one: `captured`, the person was heard of again; `newer` and `older`, people joined two
 * leads by hand, the other one being the newer or the older of them.
 */
export const mergeWays = ['captured', 'newer', 'older'] as const
export type MergeWay = (typeof mergeWays)[number]

/** Fields that are kept as first known. */
const filled = ['email', 'telegramUserId', 'campaign', 'ownerId', 'consentAt'] as const
/** Fields in which the newest word counts. Those of one line belong together and are replaced together. */
const newest: readonly (readonly LeadField[])[] = [
  ['telegramUsername'],
  ['language'],
  ['city'],
  ['listingId'],
  ['make', 'model'],
  ['yearFrom', 'yearTo'],
  ['budgetMinMinor', 'budgetMaxMinor', 'currency'],
  ['botId', 'sessionId', 'contactId', 'sourceChatId'],
]

/**
 * What a lead learns from another word of the same person. A merge enriches: nothing known is lost. Texts are
 * joined, numbers and tags gathered, what was unknown is filled in, and wishes follow the newest word (the
 * one before stands in the story). A lost lead whose person is heard of again is new again.
 */
export function enrichLead(known: LeadFields, given: Partial<LeadFields>, way: MergeWay): LeadChanges {
  const changes: LeadChanges = {}
  const set = (field: LeadField, to: LeadValue) => {
    if (known[field] !== to) changes[field] = { from: known[field], to }
  }
  if (given.name && isGenericName(known.name) && !isGenericName(given.name)) set('name', given.name)
  for (const field of filled) if (known[field] === null && given[field] != null) set(field, given[field])
  for (const group of newest) {
    const values = group.map((field) => given[field] ?? null)
    const unknown = group.every((field) => known[field] === null)
    const nothingNew = group.every((field, i) => values[i] === null || values[i] === known[field])
    if (nothingNew || (way === 'older' && !unknown)) continue
    group.forEach((field, i) => set(field, values[i] ?? null))
  }
  Object.assign(changes, gatherPhones(known, given, way))
  const { request } = given
  if (request && joinRequest(known.request, request) !== known.request) changes.request = { add: [request] }
  const tags = (given.tags ?? []).filter((tag) => !known.tags.includes(tag))
  if (tags.length) changes.tags = { add: tags }
  if (way === 'captured' && known.status === 'LOST') set('status', 'NEW')
  return changes
}

/** The number given last is the one to call; every other one stays beside it. */
function gatherPhones(known: LeadFields, given: Partial<LeadFields>, way: MergeWay): LeadChanges {
  const told = given.phone ?? null
  const phone = told !== null && (known.phone === null || way !== 'older') ? told : known.phone
  const others = [known.phone, told, ...(given.otherPhones ?? [])].filter(
    (one) => one !== null && one !== phone,
  )
  const add = [...new Set(others)].filter(
    (one): one is string => one !== null && !known.otherPhones.includes(one),
  )
  const remove = known.otherPhones.filter((one) => one === phone)
  return {
    ...(phone === known.phone ? {} : { phone: { from: known.phone, to: phone } }),
    ...(add.length || remove.length
      ? { otherPhones: { ...(add.length ? { add } : {}), ...(remove.length ? { remove } : {}) } }
      : {}),
  }
}

/** One entry of a lead's log that has to do with its fields. */
export type LoggedChange =
  | { id: number; born: LeadFields }
  | { id: number; given: Partial<LeadFields>; way: MergeWay }
  | { id: number; changes: LeadChanges }

/**
 * The fields of a lead as its log tells them, had the merges in `without` never been: everything that was done
 * before and after them holds. Undefined for a log without a beginning.
 */
export function replayLead(
  log: readonly LoggedChange[],
  without: ReadonlySet<number>,
): LeadFields | undefined {
  let fields: LeadFields | undefined
  for (const entry of log) {
    if ('born' in entry) fields = entry.born
    else if (fields && !without.has(entry.id)) {
      fields = applyChanges(
        fields,
        'changes' in entry ? entry.changes : enrichLead(fields, entry.given, entry.way),
      )
    }
  }
  return fields
}
