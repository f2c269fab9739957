import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { maxMatchTries } from './claim.ts'

/** Another workspace than the given one with comparisons that are due: each such workspace has the same chance. */
export async function findWaitingMatch(
  db: Db,
  than: { workspaceId: string },
): Promise<{ workspaceId: string } | undefined> {
  return withSystemTx(db, async ({ sql }) => {
    const [row] = await sql<{ workspaceId: string }[]>`
      select w.id as "workspaceId" from workspaces w
      where w.id <> ${than.workspaceId} and exists (
        select from match_tasks m where m.workspace_id = w.id and m.attempts < ${maxMatchTries}
          and (m.lease_until is null or m.lease_until < clock_timestamp()))
      order by random() limit 1`
    return row
  })
}
