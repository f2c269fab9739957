import type { EventKind, EventName } from '@cartie/shared/event'
import type { AuditEntry } from '@cartie/shared/schemas/audit'
import { m } from '#lib/paraglide/messages.js'

type Deed<N> = N extends `${string}.${infer D}` ? D : never

/** What is done something to. */
export const kindWords: Record<EventKind, () => string> = {
  api_key: m.audit_kind_api_key,
  bot: m.audit_kind_bot,
  broadcast: m.audit_kind_broadcast,
  chat: m.audit_kind_chat,
  delivery: m.audit_kind_delivery,
  dictionary: m.audit_kind_dictionary,
  integration: m.audit_kind_integration,
  invitation: m.audit_kind_invitation,
  lead: m.audit_kind_lead,
  listing: m.audit_kind_listing,
  member: m.audit_kind_member,
  notice: m.audit_kind_notice,
  parse: m.audit_kind_parse,
  partner: m.audit_kind_partner,
  post: m.audit_kind_post,
  proposal: m.audit_kind_proposal,
  request: m.audit_kind_request,
  scenario: m.audit_kind_scenario,
  site_preview: m.audit_kind_site_preview,
  site_profile: m.audit_kind_site_profile,
  variant: m.audit_kind_variant,
  workspace: m.audit_kind_workspace,
}

const deedWords: Record<Deed<EventName>, () => string> = {
  assigned: m.audit_deed_assigned,
  changed: m.audit_deed_changed,
  created: m.audit_deed_created,
  deleted: m.audit_deed_deleted,
  disabled: m.audit_deed_disabled,
  ended: m.audit_deed_ended,
  finished: m.audit_deed_finished,
  joined: m.audit_deed_joined,
  matched: m.audit_deed_matched,
  merged: m.audit_deed_merged,
  message: m.audit_deed_message,
  password_changed: m.audit_deed_password_changed,
  password_link: m.audit_deed_password_link,
  progressed: m.audit_deed_progressed,
  published: m.audit_deed_published,
  reacted: m.audit_deed_reacted,
  reminder_due: m.audit_deed_reminder_due,
  removed: m.audit_deed_removed,
  restored: m.audit_deed_restored,
  revoked: m.audit_deed_revoked,
  role_changed: m.audit_deed_role_changed,
  started: m.audit_deed_started,
  status_changed: m.audit_deed_status_changed,
  submitted: m.audit_deed_submitted,
  two_factor: m.audit_deed_two_factor,
  unknown: m.audit_deed_unknown,
}

/** What was done to what: `Lead: created`. */
export function deedWord(event: EventName): string {
  const [kind, deed] = event.split('.') as [EventKind, Deed<EventName>]
  return `${kindWords[kind]()}: ${deedWords[deed]()}`
}

/** Who did it, by name. */
export function actorWord({ kind, name }: AuditEntry['actor']): string {
  const known = name ?? m.audit_gone()
  return kind === 'apiKey' ? m.audit_key({ name: known }) : known
}
