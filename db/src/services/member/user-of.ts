import { AppError } from '@cartie/shared/errors'
import type { Context } from '../../context.ts'

/** The user's id of who calls. Throws `unprocessable` for an API key or the system, which are no person. */
export function userOf({ actor }: Context): string {
  if (actor.kind === 'user' && actor.id !== null) return actor.id
  throw new AppError(
    'unprocessable',
    'This is for a person, and a key is none. Sign in instead of using a key.',
  )
}
