import { carPost } from '@cartie/shared/jobs/car-post'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Rings for channels whose cars have changed and that nobody has looked at. Returns how many were rung for. */
export async function wakeCarPosts(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const rows = await tx.sql<{ workspace_id: string; id: string }[]>`
      select i.workspace_id, i.id from integrations i
      where i.status = 'active' and i.type = 'TELEGRAM_CHANNEL' and exists (
        select from car_post_tasks t
        where t.integration_id = i.id and t.due_at < clock_timestamp() - interval '1 second')`
    for (const row of rows) tx.wake(carPost, { workspaceId: row.workspace_id, integrationId: row.id })
    return rows.length
  })
}
