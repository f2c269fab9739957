import { notFound } from '@cartie/shared/errors'
import type { BotChannel, BotChannelPatch } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { toBotChannel, type ChannelRow } from './channel-row.ts'

/** Sets whether and how posts of a channel become cars; rules are replaced as a whole. Throws `not_found`. */
export async function updateBotChannel(
  ctx: Context,
  place: { botId: string; channelId: string },
  patch: BotChannelPatch,
): Promise<BotChannel> {
  requirePermission(ctx, 'bots.write')
  return withTx(ctx, async (tx) => {
    const rules = patch.rules ? storableJson(patch.rules) : null
    const [row] = await tx.sql<ChannelRow[]>`
      update bot_channels set imports = coalesce(${patch.imports ?? null}, imports),
        rules = coalesce(${rules}::jsonb, rules), updated_at = now()
      where workspace_id = ${ctx.workspaceId} and bot_id = ${place.botId} and id = ${place.channelId}
      returning *`
    if (!row) throw notFound('channel')
    tx.record('bot.changed', { botId: place.botId })
    return toBotChannel(row)
  })
}
