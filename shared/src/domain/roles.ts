/** The roles of a workspace, strongest first. */
export const roles = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR', 'DEALER', 'VIEWER'] as const
export type Role = (typeof roles)[number]

const everyone = roles
const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const managers = ['OWNER', 'ADMIN', 'MANAGER'] as const
const admins = ['OWNER', 'ADMIN'] as const
const owners = ['OWNER'] as const

/** Who may do what: the one table that the API enforces and the dashboard reads. */
export const permissions = {
  'workspace.read': everyone,
  'workspace.write': admins,
  'workspace.delete': owners,
  'workspaces.create': admins,
  'apiKeys.manage': admins,
  'audit.read': admins,
  'bots.read': staff,
  'bots.write': admins,
  'chats.read': staff,
  'chats.write': staff,
  'queues.manage': admins,
  'leads.read': staff,
  'leads.write': staff,
  'leads.delete': managers,
  'listings.read': everyone,
  'listings.write': managers,
  'listings.delete': managers,
  'members.read': staff,
  'members.write': admins,
  'partners.read': staff,
  'partners.write': managers,
  'parses.read': staff,
  'parses.write': managers,
  'proposals.read': staff,
  'proposals.write': staff,
  'requests.read': staff,
  'requests.write': staff,
  'requests.delete': managers,
  'scenarios.read': staff,
  'scenarios.write': managers,
  'sites.read': staff,
  'sites.write': managers,
  'deliveries.read': staff,
  'deliveries.write': staff,
  'integrations.read': managers,
  'integrations.write': admins,
  'dictionaries.read': staff,
  'dictionaries.write': managers,
  'stats.read': staff,
  'invariants.read': admins,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** Whether a role may do a thing. */
export const may = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)

/** Whether somebody of a role may do a thing; `scopes` leave them a part of what the role may. */
export const allows = (
  { role, scopes }: { role: Role; scopes?: readonly Permission[] | null | undefined },
  permission: Permission,
): boolean => may(role, permission) && (scopes?.includes(permission) ?? true)

/** Everything that may be allowed, by name. */
export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]]

/** Everything that a role may do. */
export const permissionsOf = (role: Role): Permission[] => permissionNames.filter((name) => may(role, name))

/** Whether who has one role may give another, or take it away: never one above their own. */
export const mayGive = (own: Role, role: Role): boolean => roles.indexOf(own) <= roles.indexOf(role)
