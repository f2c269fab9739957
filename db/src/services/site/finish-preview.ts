import type { SitePreview } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'

/** What a worker saw: the preview without its id, the reason as a code. */
export type PreviewResult = Omit<SitePreview, 'id' | 'status' | 'reason' | 'reasonCode'> & {
  status: 'done' | 'failed'
  reason: string | null
}

/** Writes the result of a claimed preview and tells of it. A preview that is at its end already stays as it is. */
export async function finishPreview(ctx: Context, id: string, result: PreviewResult): Promise<void> {
  requirePermission(ctx, 'sites.write')
  const { status, ...seen } = result
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update site_previews set status = ${status}, result = ${storableJson(seen)}::jsonb, lease_until = null
      where workspace_id = ${ctx.workspaceId} and id = ${id} and status = 'running'`
    if (count) tx.record('site_preview.finished', { previewId: id })
  })
}
