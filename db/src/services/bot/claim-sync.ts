import { BotMenu, type Bot } from '@cartie/shared/schemas/bot'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** A bot in the hands of who tells Telegram of it. Every later write names its fence. */
export interface ClaimedBot {
  id: string
  fence: number
  version: number
  /** Whether Telegram has to be told of everything again. */
  changed: boolean
  tokenCipher: string
  /** How updates are to come in; `off` also for a bot that is disabled or in the bin. */
  intake: Bot['intake']
  deleted: boolean
  language: Bot['language']
  adminChatId: string | null
  menu: BotMenu
}

/**
 * Takes a bot under a lease, by the database's clock, to tell Telegram of it. Null where it is not in this
 * workspace, somebody else holds it, or its next try is not due.
 */
export async function claimSync(
  ctx: Context,
  input: { botId: string; leaseMs: number },
): Promise<ClaimedBot | null> {
  requirePermission(ctx, 'bots.write')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<(Omit<ClaimedBot, 'menu'> & { menu: unknown })[]>`
      update bot_configs set sync_fence = sync_fence + 1,
        sync_lease_until = clock_timestamp() + ${input.leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${input.botId}
        and (sync_lease_until is null or sync_lease_until < clock_timestamp())
      returning id, sync_fence::float8 as fence, version, synced_version < version as changed,
        token_cipher as "tokenCipher", language, menu, admin_chat_id as "adminChatId",
        deleted_at is not null as deleted,
        case when enabled and deleted_at is null then intake else 'off' end as intake`,
  )
  return row ? { ...row, menu: BotMenu.parse(row.menu) } : null
}
