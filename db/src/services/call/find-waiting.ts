import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** A call that nobody makes, in another workspace than the given one: each such workspace has the same chance. */
export async function findWaitingCall(
  db: Db,
  than: { workspaceId: string },
): Promise<{ workspaceId: string; callId: string } | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ workspaceId: string; callId: string }[]>`
      select call.workspace_id as "workspaceId", call.id as "callId" from (
        select distinct on (workspace_id) workspace_id, id from session_calls
        where status <> 'done' and workspace_id <> ${than.workspaceId}
          and (lease_until is null or lease_until < clock_timestamp())
        order by workspace_id, created_at) call
      order by random() limit 1`
    return row
  })
}
