import { sitePreview } from '@cartie/shared/jobs/site-preview'
import type { PreviewInput } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

export interface ClaimedPreview {
  url: string
  rules: PreviewInput['rules']
  card: NonNullable<PreviewInput['card']> | null
}

/**
 * Takes a preview to read it. Null where it is unknown in this workspace, done, or somebody is reading it and
 * the job's time limit is not over.
 */
export async function claimPreview(ctx: Context, id: string): Promise<ClaimedPreview | null> {
  requirePermission(ctx, 'sites.write')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<ClaimedPreview[]>`
      update site_previews set status = 'running',
        lease_until = clock_timestamp() + ${sitePreview.timeoutMs} * interval '1 millisecond'
      where workspace_id = ${ctx.workspaceId} and id = ${id}
        and (status = 'queued' or (status = 'running' and lease_until < clock_timestamp()))
      returning url, rules, card`,
  )
  return row ?? null
}
