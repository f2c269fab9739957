import { variantImport } from '@cartie/shared/jobs/variant-import'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'
import { linkMark } from './link-mark.ts'

/** Finds variants whose photos nobody brings, or whose link has been read by now, and wakes them. Returns how many. */
export async function wakeVariants(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const variants = await tx.sql<{ id: string; workspace_id: string }[]>`
      select v.id, v.workspace_id from request_variants v
      where file_ids <> '{}' and created_at < now() - interval '1 second'
        and (lease_until is null or lease_until < clock_timestamp())
        and (array_remove(file_ids, ${linkMark}) <> '{}' or not exists (
          select from parses p where p.workspace_id = v.workspace_id and p.id = v.parse_id
            and p.status in ('queued', 'running')))
      order by created_at limit 500`
    for (const { id, workspace_id } of variants)
      tx.wake(variantImport, { workspaceId: workspace_id, variantId: id })
    return variants.length
  })
}
