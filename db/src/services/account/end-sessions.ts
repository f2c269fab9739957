import { notFound } from '@cartie/shared/errors'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/** Ends one session of the one who asks. Throws `not_found` for one of somebody else; an API key has none. */
export async function endSession({ actor, db }: Context, id: string): Promise<void> {
  if (actor.kind !== 'user') throw notFound('session')
  const ended = await withSystemTx(
    db,
    ({ sql }) => sql`delete from sessions where user_id = ${actor.id} and id = ${id} returning id`,
  )
  if (!ended.length) throw notFound('session')
}

/** Ends all sessions of the one who asks but this one. Throws `unprocessable` for an API key. */
export async function endOtherSessions(ctx: Context, sessionId: string): Promise<void> {
  const userId = userOf(ctx)
  await withSystemTx(
    ctx.db,
    ({ sql }) => sql`delete from sessions where user_id = ${userId} and id <> ${sessionId}`,
  )
}
