import { sitePreview } from '@cartie/shared/jobs/site-preview'
import { toCarFacts } from '@cartie/db/services/listing/car-facts'
import { ownDictionary } from '@cartie/db/services/dictionary/own'
import { claimPreview } from '@cartie/db/services/site/claim-preview'
import { finishPreview, type PreviewResult } from '@cartie/db/services/site/finish-preview'
import { judgeStatus } from '../fetch/judge-status.ts'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import { handle, type JobHandler } from '../handler.ts'
import { previewProfile } from './preview-profile.ts'

const nothing: Omit<PreviewResult, 'status' | 'reason'> = {
  kind: null,
  found: 0,
  listings: [],
  losers: {},
  matches: {},
  html: null,
}

/** Reads one page with the selectors of the parser lab, saving nothing but the preview itself. */
export function previewSite(options: { fetch: SafeFetch; timeoutMs: number }): JobHandler {
  return handle(sitePreview, async ({ workspaceId, previewId }, tools) => {
    const ctx = tools.context(workspaceId)
    const asked = await claimPreview(ctx, previewId)
    if (!asked) return
    const page = await options.fetch(asked.url, { deadlineMs: options.timeoutMs })
    const refused = page.ok ? judgeStatus(page.status, page.headers)?.reason : page.reason
    if (!page.ok || refused !== undefined) {
      await finishPreview(ctx, previewId, { ...nothing, status: 'failed', reason: refused ?? 'internal' })
      return
    }
    const words = (await ownDictionary(ctx)).own
    const preview = await previewProfile(
      { bytes: page.bytes, url: page.url, contentType: page.contentType, status: page.status, words },
      {
        host: new URL(page.url).host,
        name: '',
        rules: asked.rules,
        ...(asked.card ? { card: asked.card } : {}),
      },
    )
    const { result } = preview
    const cars = result.kind === 'none' ? [] : result.kind === 'listing' ? [result.car] : result.cars
    await finishPreview(ctx, previewId, {
      status: 'done',
      reason: result.kind === 'none' ? result.reason : null,
      kind: result.kind,
      found: cars.length,
      listings: cars.slice(0, 50).map(toCarFacts),
      losers: cars[0]?.losers ?? {},
      matches: preview.matches,
      html: preview.html,
    })
  })
}
