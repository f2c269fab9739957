import type { Bot } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { botColumns, toBot, type BotRow } from './bot-row.ts'

/** The bots of the workspace, oldest first; or those in its bin. */
export async function listBots(
  ctx: Context,
  query: { deleted?: boolean | undefined } = {},
): Promise<{ data: Bot[] }> {
  requirePermission(ctx, 'bots.read')
  const rows = await withTx(
    ctx,
    (tx) => tx.sql<BotRow[]>`
      select ${tx.sql(botColumns)} from bot_configs
      where workspace_id = ${ctx.workspaceId} and (deleted_at is not null) = ${query.deleted ?? false}
      order by created_at, id limit 500`,
  )
  return { data: rows.map(toBot) }
}
