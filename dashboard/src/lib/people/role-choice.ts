import { mayGive, roles, type Role } from '@cartie/shared/domain/roles'
import { m } from '#lib/paraglide/messages.js'
import { session } from '#lib/session.svelte.ts'
import { roleWords } from '#lib/shell/role-words.ts'

/** What each role may do, in a sentence. */
export const roleHints: Record<Role, () => string> = {
  OWNER: m.people_hint_OWNER,
  ADMIN: m.people_hint_ADMIN,
  MANAGER: m.people_hint_MANAGER,
  OPERATOR: m.people_hint_OPERATOR,
  DEALER: m.people_hint_DEALER,
  VIEWER: m.people_hint_VIEWER,
}

/** The roles that the one who is here may give, strongest first. */
export const givenRoles = (): { value: Role; label: string }[] => {
  const own = session.me?.role
  return roles
    .filter((role) => own !== undefined && mayGive(own, role))
    .map((value) => ({ value, label: roleWords[value]() }))
}
