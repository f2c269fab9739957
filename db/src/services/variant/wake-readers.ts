import { variantImport } from '@cartie/shared/jobs/variant-import'
import type { Tx } from '../../context.ts'

/** Wakes the variants that wait for a parse which has just ended. */
export async function wakeVariantsOfParse(tx: Tx, parseId: string): Promise<void> {
  const rows = await tx.sql<{ id: string; workspace_id: string }[]>`
    select id, workspace_id from request_variants where file_ids <> '{}' and parse_id = ${parseId}`
  for (const { id, workspace_id } of rows)
    tx.wake(variantImport, { workspaceId: workspace_id, variantId: id })
}
