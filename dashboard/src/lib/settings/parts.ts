import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'

/** The pages of the settings that the one who is here may open. */
export const settingsParts = (): { href: string; label: string }[] => [
  { href: '/settings', label: m.settings_workspace() },
  ...(session.may('members.read') ? [{ href: '/settings/people', label: m.people_title() }] : []),
  ...(session.me?.user ? [{ href: '/settings/account', label: m.account_title() }] : []),
  ...(session.may('audit.read') ? [{ href: '/settings/audit', label: m.audit_title() }] : []),
]
