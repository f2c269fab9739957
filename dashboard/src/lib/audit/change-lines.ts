import { leadStatuses } from '@cartie/shared/domain/lead-status'
import { proposalStatuses } from '@cartie/shared/domain/proposal-status'
import { requestStatuses } from '@cartie/shared/domain/request-status'
import { roles } from '@cartie/shared/domain/roles'
import { variantStatuses } from '@cartie/shared/domain/variant-status'
import type { EventKind } from '@cartie/shared/event'
import type { AuditEntry } from '@cartie/shared/schemas/audit'
import { statusWord as leadStatus } from '#lib/leads/words.ts'
import { m } from '#lib/paraglide/messages.js'
import { statusLook as proposalStatus } from '#lib/proposals/words.ts'
import { statusWord as requestStatus } from '#lib/requests/words.ts'
import { roleWords } from '#lib/shell/role-words.ts'
import { statusWord as variantStatus } from '#lib/variants/words.ts'
import { fieldWord } from './field-word.ts'

/** What an event says of one of these values, in words; undefined for what is none of them. */
const spoken =
  <T extends string>(values: readonly T[], word: (value: T) => string) =>
  (said: unknown): string | undefined => {
    const value = values.find((one) => one === said)
    return value && word(value)
  }
/** How what an event went from and to is said. */
const values: Partial<Record<EventKind, (said: unknown) => string | undefined>> = {
  lead: spoken(leadStatuses, leadStatus),
  request: spoken(requestStatuses, requestStatus),
  variant: spoken(variantStatuses, variantStatus),
  proposal: spoken(proposalStatuses, (status) => proposalStatus(status).label),
  member: spoken(roles, (role) => roleWords[role]()),
  invitation: spoken(roles, (role) => roleWords[role]()),
}
interface Change {
  from: unknown
  to: unknown
}
const isChange = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value

/** What an event says of its fields, by their names. */
const changesIn = (said: unknown): [string, Change][] =>
  Object.entries(said ?? {}).filter((pair): pair is [string, Change] => isChange(pair[1]))

/** Lists and objects as they are written, everything else as it is said. */
const textOf = (value: unknown): string => {
  if (value === null) return '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** What was before and is after, a line a change; none where the event does not tell. */
export function changeLines({ event, payload }: AuditEntry): string[] {
  const value = values[event.split('.')[0] as EventKind]
  const say = (one: unknown): string | undefined => value?.(one)
  const [from, to, role] = [say(payload.from), say(payload.to), say(payload.role)]
  if (from !== undefined && to !== undefined) return [m.audit_change({ from, to })]
  if (role !== undefined) return [role]
  return changesIn(payload.changes).map(([field, change]) =>
    m.audit_field_change({
      field: fieldWord(field),
      from: textOf(change.from),
      to: textOf(change.to),
    }),
  )
}
