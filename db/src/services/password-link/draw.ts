import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import type { Drawn } from '../mail/drawn.ts'

const validHours = 1

/** Draws a link by which a person chooses another password, for a mail to their own address. Undefined for nobody. */
export function drawPasswordLink(ctx: Context, userId: string): Promise<Drawn | undefined> {
  const token = drawToken()
  return withSharedTx(ctx, async (tx) => {
    const [person] = await tx.sql<{ to: string; company: string }[]>`
      select u.email as to, w.name as company from users u join workspaces w on w.id = ${ctx.workspaceId}
      where u.id = ${userId}`
    if (!person) return undefined
    tx.write(tx.sql`
      insert into password_links (workspace_id, user_id, token_hash, origin, expires_at)
      values (${ctx.workspaceId}, ${userId}, ${hashKey(token)}, 'mail', now() + ${validHours} * interval '1 hour')`)
    return { ...person, hours: validHours, path: `/p/password/${token}` }
  })
}
