import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import type { Secrets } from '../../secrets.ts'
import { tokenPlace } from './bot-row.ts'

/** The token of a bot of the workspace; undefined where the bot is gone or switched off. */
export async function tokenOfBot(ctx: Context, secrets: Secrets, botId: string): Promise<string | undefined> {
  const [bot] = await withTx(
    ctx,
    (tx) => tx.sql<{ token_cipher: string }[]>`
      select token_cipher from bot_configs
      where workspace_id = ${ctx.workspaceId} and id = ${botId} and enabled and deleted_at is null`,
  )
  return bot && secrets.decrypt(tokenPlace(ctx.workspaceId, botId), bot.token_cipher)
}
