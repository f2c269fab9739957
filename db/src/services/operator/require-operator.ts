import { AppError } from '@cartie/shared/errors'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'

/** The id of the one who asks, where they run the installation. Throws `forbidden` for everybody else, keys included. */
export async function requireOperator({ db, actor }: Context): Promise<string> {
  const known =
    actor.kind === 'user' && actor.id !== null
      ? await withSystemTx(db, ({ sql }) => sql`select 1 from users where id = ${actor.id} and is_operator`)
      : []
  if (actor.id === null || !known.length)
    throw new AppError('forbidden', 'This is for who runs the installation, signed in.')
  return actor.id
}
