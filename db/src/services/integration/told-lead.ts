import type { Lead } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { leadColumns, rowToLead, type LeadRow } from '../lead/lead-row.ts'

/** A lead as it is now, or the one that it was joined to; undefined where it was deleted meanwhile. */
export async function findToldLead(ctx: Context, id: string): Promise<Lead | undefined> {
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<LeadRow[]>`
      select ${sql(leadColumns as string[])} from leads
      where workspace_id = ${ctx.workspaceId} and deleted_at is null and id = (
        select coalesce(merged_into, id) from leads where workspace_id = ${ctx.workspaceId} and id = ${id})`,
  )
  return row && rowToLead(row)
}
