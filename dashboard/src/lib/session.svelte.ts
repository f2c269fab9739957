import { may, type Permission } from '@cartie/shared/domain/roles'
import type { Me } from '@cartie/shared/schemas/workspace'

const key = 'cartie-workspace'

/** Who is here, in which workspace. Set by the shell before any page of it is shown. */
class Session {
  me = $state.raw<Me | undefined>(undefined)

  /** The workspace that calls name: the one chosen last, in this browser. */
  get workspaceId(): string | undefined {
    return this.me?.workspace.id ?? localStorage.getItem(key) ?? undefined
  }
  choose(id: string | undefined): void {
    if (id) localStorage.setItem(key, id)
    else localStorage.removeItem(key)
  }
  may(permission: Permission): boolean {
    return this.me !== undefined && may(this.me.role, permission)
  }
}
export const session = new Session()
