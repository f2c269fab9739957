import { notFound } from '@cartie/shared/errors'
import type { Bot } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { botColumns, toBot, type BotRow } from './bot-row.ts'

/** One bot, also from the bin. Throws `not_found`. */
export async function getBot(ctx: Context, id: string): Promise<Bot> {
  requirePermission(ctx, 'bots.read')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<BotRow[]>`
      select ${tx.sql(botColumns)} from bot_configs where workspace_id = ${ctx.workspaceId} and id = ${id}`,
  )
  if (!row) throw notFound('bot')
  return toBot(row)
}
