import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import type { Drawn } from '../mail/drawn.ts'

/** Draws the link by which an address is confirmed; an earlier one of the same ask ends. Undefined where it is too late. */
export async function drawEmailLink(ctx: Context, id: string): Promise<Drawn | undefined> {
  const token = drawToken()
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ to: string; company: string; hours: number }[]>`
      update email_links l set token_hash = ${hashKey(token)} from workspaces w
      where l.workspace_id = ${ctx.workspaceId} and l.id = ${id} and w.id = l.workspace_id
        and l.used_at is null and l.expires_at > now()
      returning l.email as to, w.name as company, extract(epoch from l.expires_at - now())::float8 / 3600 as hours`,
  )
  return row && { ...row, path: `/p/email/${token}` }
}
