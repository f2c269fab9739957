import { AppError } from '@cartie/shared/errors'
import type { InvitationInput, InvitationMade } from '@cartie/shared/schemas/people'
import { withSystemTx, withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import { requireMayGive } from '../member/lock-member.ts'
import { personBehind } from '../member/person-behind.ts'
import { noMail } from '../mail/no-mail.ts'
import { handOver, type InvitationWay } from './hand-over.ts'
import { toInvitation, type InvitationRow } from './invitation-row.ts'

const maxOpen = 200

/**
 * Invites the person of that address, who joins by a link, once, within `days`; an earlier link for the address ends.
 * The link is mailed or said by a bot, and shown to nobody else, or is in the reply. Throws `forbidden` for a role
 * above the actor's own, `conflict` for who is here already or where 200 are open, and `unprocessable` for a mail where
 * none is sent and for Telegram where no bot reaches anybody.
 * @param mails whether this installation sends mail
 */
export async function createInvitation(
  ctx: Context,
  { email, role, days, ...way }: Pick<InvitationInput, 'email' | 'role' | 'days'> & InvitationWay,
  { mails = false }: { mails?: boolean } = {},
): Promise<InvitationMade> {
  requirePermission(ctx, 'members.write')
  requireMayGive(ctx, role)
  if (way.by === 'mail' && !mails) throw noMail()
  if (await isMember(ctx, email)) throw new AppError('conflict', 'This person is in the workspace already.')
  const token = drawToken()
  return withTx(ctx, async (tx) => {
    await tx.sql`select from workspaces where id = ${ctx.workspaceId} for no key update`
    await tx.sql`
      update invitations set revoked_at = now()
      where workspace_id = ${ctx.workspaceId} and email = ${email} and accepted_at is null and revoked_at is null`
    const [open] = await tx.sql<[{ count: number }]>`
      select count(*)::int as count from invitations
      where workspace_id = ${ctx.workspaceId} and accepted_at is null and revoked_at is null and expires_at > now()`
    if (open.count >= maxOpen)
      throw new AppError('conflict', `${maxOpen} invitations are open. Revoke those that nobody needs.`)
    const [row] = await tx.sql<[InvitationRow]>`
      insert into invitations (workspace_id, email, role, token_hash, created_by, expires_at)
      values (${ctx.workspaceId}, ${email}, ${role}, ${hashKey(token)}, ${await personBehind(ctx, tx)},
        now() + ${days} * interval '1 day')
      returning id, email, role, created_at, expires_at`
    tx.record('invitation.created', { invitationId: row.id, role })
    return { ...toInvitation(row), ...(await handOver(ctx, tx, { id: row.id, token, days }, way)) }
  })
}

const isMember = (ctx: Context, email: string): Promise<boolean> =>
  withSystemTx(ctx.db, async ({ sql }) => {
    const known = await sql`
      select from members m join users u on u.id = m.user_id
      where m.workspace_id = ${ctx.workspaceId} and u.email = ${email}`
    return known.length > 0
  })
