import { AppError } from '@cartie/shared/errors'
import type { Caller } from '../call.ts'

/**
 * Where the workspace asks a second factor of everybody, a person without one gets no further. Keys are no people and
 * pass. Throws `two_factor_required`.
 */
export function requireSecondFactor({ user, workspaceId, memberships }: Caller): void {
  if (!user || user.twoFactor) return
  if (!memberships.some((one) => one.id === workspaceId && one.twoFactorRequired)) return
  throw new AppError(
    'two_factor_required',
    'This workspace asks a second factor of everybody. Set one up: Settings, My account.',
  )
}
