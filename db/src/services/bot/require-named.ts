import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/**
 * A bot that can carry a link, for Telegram has told its name: the asked one, or the oldest that is enabled. Throws
 * `unprocessable` where there is none.
 */
export async function requireNamedBot(
  ctx: Context,
  { sql }: Tx,
  botId: string | undefined,
): Promise<{ id: string; username: string }> {
  const [bot] = await sql<{ id: string; username: string }[]>`
    select id, username from bot_configs
    where workspace_id = ${ctx.workspaceId} and enabled and deleted_at is null and username is not null
      and (${botId ?? null}::uuid is null or id = ${botId ?? null})
    order by created_at, id limit 1`
  if (bot) return bot
  const message = 'Connect a bot under Telegram first, and wait until Telegram has told its name.'
  throw new AppError('unprocessable', 'No bot is here that could carry the link.', {
    errors: [{ pointer: '/botId', code: 'no_bot', message }],
  })
}
