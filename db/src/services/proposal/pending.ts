import { proposalAdvance } from '@cartie/shared/jobs/proposal-advance'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { hidden, live } from './shown.ts'

/** Finds proposals whose time is over or whose PDF is missing, and wakes them. Returns how many. */
export async function wakeProposals(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const due = await tx.sql<{ id: string; workspace_id: string }[]>`
      (select id, workspace_id from proposals p
       where ${tx.sql.unsafe(live)} and expires_at <= now() and not ${tx.sql.unsafe(hidden)}
       order by expires_at limit 250)
      union
      (select id, workspace_id from proposals
       where pdf_version < version and sent_at < now() - interval '2 seconds'
         and (lease_until is null or lease_until < clock_timestamp()) order by sent_at limit 250)`
    for (const { id, workspace_id } of due)
      tx.wake(proposalAdvance, { workspaceId: workspace_id, proposalId: id })
    return due.length
  })
}
