import { carPost } from '@cartie/shared/jobs/car-post'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { openChannels } from './find-channel.ts'

/**
 * Rings for channels whose cars or requests have changed and that nobody has looked at. What waits for a channel in which
 * nobody may post is looked at once, to be seen failing, and again when somebody may. Returns how many were rung for.
 */
export async function wakeCarPosts(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const rows = await tx.sql<{ workspace_id: string; id: string }[]>`
      select i.workspace_id, i.id from integrations i
      where i.status = 'active' and i.type = 'TELEGRAM_CHANNEL'
        and (i.failing_since is null or exists (select from ${tx.sql.unsafe(openChannels)}
          where c.workspace_id = i.workspace_id and c.id::text = i.config->>'channelId')) and (
        exists (select from car_post_tasks t
          where t.integration_id = i.id and t.due_at < clock_timestamp() - interval '1 second')
        or exists (select from request_post_tasks t
          where t.integration_id = i.id and t.due_at < clock_timestamp() - interval '1 second'))`
    for (const row of rows) tx.wake(carPost, { workspaceId: row.workspace_id, integrationId: row.id })
    return rows.length
  })
}
