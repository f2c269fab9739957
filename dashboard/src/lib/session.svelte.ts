import { may, type Permission } from '@cartie/shared/domain/roles'
import type { WorkspaceCurrency } from '@cartie/shared/domain/workspace-currency'
import type { Me } from '@cartie/shared/schemas/workspace'

type Person = NonNullable<Me['user']>
const key = 'cartie-workspace'

/** Who is here, in which workspace. Set by the shell before any page of it is shown. */
class Session {
  me = $state.raw<Me | undefined>(undefined)

  /** The workspace that calls name: the one chosen last, in this browser. */
  get workspaceId(): string | undefined {
    return this.me?.workspace.id ?? localStorage.getItem(key) ?? undefined
  }
  /** What the company counts in; dollars until it is known. */
  get currency(): WorkspaceCurrency {
    return this.me?.workspace.currency ?? 'USD'
  }
  /** Puts what was just saved of the person or the workspace in its place, without asking anew. */
  put({ user, workspace }: { user?: Partial<Person>; workspace?: Partial<Me['workspace']> }): void {
    if (!this.me) return
    this.me = {
      ...this.me,
      user: this.me.user && { ...this.me.user, ...user },
      workspace: { ...this.me.workspace, ...workspace },
    }
  }
  choose(id: string | undefined): void {
    if (id) localStorage.setItem(key, id)
    else localStorage.removeItem(key)
  }
  /** Whether the workspace asks a second factor of everybody and the one who is here has yet to set one up. */
  get needsTwoFactor(): boolean {
    return this.me?.workspace.twoFactorRequired === true && this.me.user?.twoFactor === false
  }
  may(permission: Permission): boolean {
    return this.me !== undefined && !this.needsTwoFactor && may(this.me.role, permission)
  }
}
export const session = new Session()
