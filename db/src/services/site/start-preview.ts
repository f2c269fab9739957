import { sitePreview } from '@cartie/shared/jobs/site-preview'
import type { Language } from '@cartie/shared/schemas/common'
import type { PreviewInput, SitePreview } from '@cartie/shared/schemas/site'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { toSitePreview, type PreviewRow } from './preview-row.ts'

/** Asks for one page to be read with the selectors of the parser lab; nothing is saved but the preview. */
export async function startPreview(
  ctx: Context,
  input: PreviewInput,
  language: Language = 'en',
): Promise<SitePreview> {
  requirePermission(ctx, 'sites.write')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql<[PreviewRow]>`
      insert into site_previews (workspace_id, url, rules, card)
      values (${ctx.workspaceId}, ${input.url.replaceAll('\0', '').toWellFormed()},
        ${storableJson(input.rules)}::jsonb, ${input.card ? storableJson(input.card) : null}::jsonb)
      returning id, status, result`
    tx.wake(sitePreview, { workspaceId: ctx.workspaceId, previewId: row.id })
    return toSitePreview(row, language)
  })
}
