import { noticeTell } from '@cartie/shared/jobs/notice-tell'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Rings for workspaces whose people have not been told of what happened. Returns how many were rung for. */
export async function wakeNotices(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const rows = await tx.sql<{ workspace_id: string }[]>`
      select distinct workspace_id from notice_tasks where created_at < clock_timestamp() - interval '1 second'`
    for (const row of rows) tx.wake(noticeTell, { workspaceId: row.workspace_id })
    return rows.length
  })
}
