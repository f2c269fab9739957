import { leadCapture } from '@cartie/shared/jobs/lead-capture'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Rings for workspaces whose intakes nobody holds. Returns how many were rung for. */
export async function wakeIntakes(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const rows = await tx.sql<{ workspace_id: string }[]>`
      select distinct workspace_id from lead_intakes
      where status = 'pending' and created_at < now() - interval '1 second'
        and (lease_until is null or lease_until < clock_timestamp())`
    for (const row of rows) tx.wake(leadCapture, { workspaceId: row.workspace_id })
    return rows.length
  })
}
