import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'

/** The pages of the settings that the one who is here may open. */
export const settingsParts = (): { href: string; label: string }[] => [
  { href: '/settings', label: m.settings_workspace() },
  ...(session.may('members.read') ? [{ href: '/settings/people', label: m.people_title() }] : []),
  ...(session.me?.user ? [{ href: '/settings/account', label: m.account_title() }] : []),
  { href: '/settings/texts', label: m.texts_title() },
  ...(session.may('dictionaries.read')
    ? [{ href: '/settings/dictionaries', label: m.dictionary_title() }]
    : []),
  ...(session.may('invariants.read') ? [{ href: '/settings/health', label: m.health_title() }] : []),
  ...(session.me?.user?.isOperator ? [{ href: '/settings/installation', label: m.operator_title() }] : []),
  ...(session.may('audit.read') ? [{ href: '/settings/audit', label: m.audit_title() }] : []),
]
