import type { BotChannel } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toBotChannel, type ChannelRow } from './channel-row.ts'
import { getBot } from './get.ts'

/** Groups and channels that a bot has met, by name. Throws `not_found`. */
export async function listBotChannels(ctx: Context, botId: string): Promise<{ data: BotChannel[] }> {
  requirePermission(ctx, 'bots.read')
  return withTx(ctx, async (tx) => {
    await getBot({ ...ctx, tx }, botId)
    const rows = await tx.sql<ChannelRow[]>`
      select * from bot_channels where workspace_id = ${ctx.workspaceId} and bot_id = ${botId}
      order by kind <> 'channel', title, id limit 500`
    return { data: rows.map(toBotChannel) }
  })
}
