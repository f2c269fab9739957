import type { Role } from '@cartie/shared/domain/roles'
import { m } from '#lib/paraglide/messages.js'

/** Names of the roles. */
export const roleWords: Record<Role, () => string> = {
  OWNER: m.role_OWNER,
  ADMIN: m.role_ADMIN,
  MANAGER: m.role_MANAGER,
  OPERATOR: m.role_OPERATOR,
  DEALER: m.role_DEALER,
  VIEWER: m.role_VIEWER,
}
