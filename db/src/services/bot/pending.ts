import { botSync } from '@cartie/shared/jobs/bot-sync'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A bot that nobody changes is looked at so often. */
const lookAgainMinutes = 15

/** Finds bots that Telegram was not told of, or not looked at for long, and wakes them. Returns how many. */
export async function wakeBots(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const bots = await tx.sql<{ id: string; workspace_id: string }[]>`
      select id, workspace_id from bot_configs
      where (sync_lease_until is null or sync_lease_until < clock_timestamp())
        and updated_at < now() - interval '1 second'
        and (synced_version < version
          or (deleted_at is null and enabled
            and (health ->> 'checkedAt')::timestamptz < now() - ${lookAgainMinutes} * interval '1 minute'))
      limit 500`
    for (const bot of bots) tx.wake(botSync, { workspaceId: bot.workspace_id, botId: bot.id })
    return bots.length
  })
}
