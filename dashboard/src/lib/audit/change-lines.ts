import { z } from 'zod'
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

const spoken = <T extends string>(values: readonly T[], word: (value: T) => string) =>
  z.enum(values as [T, ...T[]]).transform(word)
/** How what an event went from and to is said. */
const values: Partial<Record<EventKind, z.ZodType<string>>> = {
  lead: spoken(leadStatuses, leadStatus),
  request: spoken(requestStatuses, requestStatus),
  variant: spoken(variantStatuses, variantStatus),
  proposal: spoken(proposalStatuses, (status) => proposalStatus(status).label),
  member: spoken(roles, (role) => roleWords[role]()),
  invitation: spoken(roles, (role) => roleWords[role]()),
}
const fields: Record<string, () => string> = {
  name: m.settings_name,
  accent: m.settings_accent,
  language: m.settings_language,
  timeZone: m.settings_time_zone,
  leadWindowDays: m.audit_lead_window,
}
const Changes = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))

/** What was before and is after, a line a change; none where the event does not tell. */
export function changeLines({ event, payload }: AuditEntry): string[] {
  const value = values[event.split('.')[0] as EventKind]
  const say = (one: unknown): string | undefined => value?.safeParse(one).data
  const [from, to, role] = [say(payload.from), say(payload.to), say(payload.role)]
  if (from !== undefined && to !== undefined) return [m.audit_change({ from, to })]
  if (role !== undefined) return [role]
  return Object.entries(Changes.safeParse(payload.changes).data ?? {}).map(([field, change]) =>
    m.audit_field_change({
      field: fields[field]?.() ?? field,
      from: String(change.from),
      to: String(change.to),
    }),
  )
}
