import { AppError } from '@cartie/shared/errors'
import type { InviteInput, PartnerInvite } from '@cartie/shared/schemas/partner'
import { actorName, withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { requireNamedBot } from '../bot/require-named.ts'
import { toInvite, type InviteRow } from './invite-row.ts'
import { lockPartner } from './lock.ts'

/**
 * Makes a link by which one person joins a partner in Telegram, good for `days`. Throws `not_found`, `conflict` for a
 * partner that is blocked, and `unprocessable` where no bot with a name in Telegram runs.
 */
export async function invitePartner(
  ctx: Context,
  partnerId: string,
  { botId, days }: InviteInput,
): Promise<PartnerInvite> {
  requirePermission(ctx, 'partners.write')
  const token = drawToken()
  return withTx(ctx, async (tx) => {
    const partner = await lockPartner(ctx, tx, partnerId)
    if (partner.status === 'BLOCKED')
      throw new AppError('conflict', 'This partner is blocked. Let it in again before you invite people.')
    const bot = await requireNamedBot(ctx, tx, botId)
    const [row] = await tx.sql<[InviteRow]>`
      insert into partner_invites (workspace_id, partner_id, bot_id, token, created_by, expires_at)
      values (${ctx.workspaceId}, ${partnerId}, ${bot.id}, ${token}, ${actorName(ctx)},
        now() + ${days} * interval '1 day')
      returning id, bot_id, ${bot.username} as bot_username, token, created_at, expires_at, used_at`
    tx.record('partner.changed', { partnerId })
    return toInvite(row)
  })
}
