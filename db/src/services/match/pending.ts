import { matchRun } from '@cartie/shared/jobs/match-run'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { maxMatchTries } from './claim.ts'

/** Rings for workspaces with comparisons that are due and that nobody does. Returns how many were rung for. */
export async function wakeMatching(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const rows = await tx.sql<{ workspace_id: string }[]>`
      select distinct workspace_id from match_tasks
      where (attempts < ${maxMatchTries} or error is null) and created_at < now() - interval '1 second'
        and (lease_until is null or lease_until < clock_timestamp())`
    for (const row of rows) tx.wake(matchRun, { workspaceId: row.workspace_id })
    return rows.length
  })
}
