import { toPayload } from '@cartie/shared/scenario/telegram'
import type { TelegramLink, TelegramLinkInput } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { requireNamedBot } from '../bot/require-named.ts'
import { iso } from '../lead/lead-row.ts'
import { userOf } from './user-of.ts'

const validMinutes = 30
/** What the payload of such a link begins with. */
export const colleaguePrefix = 'me_'

/**
 * Makes a link by which the one who asks ties their Telegram, good for half an hour and once. An earlier link ends; who
 * is tied stays so until this one is opened. Throws `unprocessable` for an API key, and where no bot with a name in
 * Telegram runs.
 */
export async function linkMyTelegram(ctx: Context, { botId }: TelegramLinkInput): Promise<TelegramLink> {
  requirePermission(ctx, 'chats.read')
  const userId = userOf(ctx)
  const token = drawToken()
  return withTx(ctx, async (tx) => {
    const { username } = await requireNamedBot(ctx, tx, botId)
    const [row] = await tx.sql<[{ until: string }]>`
      insert into member_telegrams (workspace_id, user_id, token, token_expires_at)
      values (${ctx.workspaceId}, ${userId}, ${token}, now() + ${validMinutes} * interval '1 minute')
      on conflict (workspace_id, user_id) do update
        set token = excluded.token, token_expires_at = excluded.token_expires_at
      returning token_expires_at as until`
    const url = `https://t.me/${username}?start=${toPayload(colleaguePrefix + token)}`
    return { url, expiresAt: iso(row.until) }
  })
}
