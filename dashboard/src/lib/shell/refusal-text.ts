import { m } from '#lib/paraglide/messages.js'
import type { SignInResult } from './sign-in.ts'

/** Why a step of the sign-in was refused; undefined where it was not, or where the time to wait is told instead. */
export function refusalText(result: SignInResult, wrong: () => string): string | undefined {
  switch (result.kind) {
    case 'wrong':
      return wrong()
    case 'over':
      return m.login_over()
    case 'offline':
      return m.error_offline_text()
    case 'other':
      return result.text
    default:
      return undefined
  }
}
