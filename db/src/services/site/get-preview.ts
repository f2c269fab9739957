import { notFound } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'
import type { SitePreview } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toSitePreview, type PreviewRow } from './preview-row.ts'

/** The state and result of a preview. Throws `not_found`. */
export async function getPreview(ctx: Context, id: string, language: Language = 'en'): Promise<SitePreview> {
  requirePermission(ctx, 'sites.read')
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<PreviewRow[]>`
      select id, status, result from site_previews where workspace_id = ${ctx.workspaceId} and id = ${id}`,
  )
  if (!row) throw notFound('preview')
  return toSitePreview(row, language)
}
