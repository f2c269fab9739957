import type { Session } from '@cartie/shared/schemas/account'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'
import { userOf } from '../member/user-of.ts'

/** Where the one who asks is signed in: this session, then the newest. Throws `unprocessable` for an API key. */
export async function listSessions(ctx: Context, sessionId: string): Promise<{ data: Session[] }> {
  const userId = userOf(ctx)
  const rows = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<Session[]>`
      select id, id = ${sessionId} as current, user_agent as "userAgent", nullif(ip_address, '') as address,
        created_at as "createdAt", expires_at as "expiresAt"
      from sessions where user_id = ${userId} and expires_at > now()
      order by id = ${sessionId} desc, created_at desc, id limit 200`,
  )
  return {
    data: rows.map((row) => ({ ...row, createdAt: iso(row.createdAt), expiresAt: iso(row.expiresAt) })),
  }
}
