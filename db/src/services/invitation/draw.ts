import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import type { Drawn } from '../mail/drawn.ts'

/**
 * Draws the link of an invitation that leaves now; an earlier one ends. Undefined where the invitation is open no more.
 * @param mailed whether it goes to the address itself, so that whoever comes by it has read what is sent there
 */
export async function drawInvitation(
  ctx: Context,
  id: string,
  { mailed }: { mailed: boolean },
): Promise<Drawn | undefined> {
  const token = drawToken()
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ to: string; company: string; hours: number }[]>`
      update invitations i set token_hash = ${hashKey(token)}, mailed_at = case when ${mailed} then now() end
      from workspaces w
      where i.workspace_id = ${ctx.workspaceId} and i.id = ${id} and w.id = i.workspace_id
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()
      returning i.email as to, w.name as company, extract(epoch from i.expires_at - now())::float8 / 3600 as hours`,
  )
  return row && { ...row, path: `/p/join/${token}` }
}
