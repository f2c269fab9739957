import { workspacePurge } from '@cartie/shared/jobs/workspace-purge'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Finds deleted workspaces of which something is left, and wakes them. Returns how many. */
export async function wakePurges(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const workspaces = await tx.sql<{ id: string }[]>`
      select id from workspaces where deleted_at < now() - interval '5 seconds' order by deleted_at limit 20`
    for (const { id } of workspaces) tx.wake(workspacePurge, { workspaceId: id })
    return workspaces.length
  })
}
