import { variantImport } from '@cartie/shared/jobs/variant-import'
import { claimVariantPhotos } from '@cartie/db/services/variant/claim-import'
import { fillFromLink } from '@cartie/db/services/variant/fill-from-link'
import { finishVariantPhotos, releaseVariantPhotos } from '@cartie/db/services/variant/finish-import'
import { handle, type JobHandler } from '../handler.ts'
import { bringPhotos, type PhotoParts } from '../parser/bring-photos.ts'

export interface VariantImporter extends PhotoParts {
  leaseMs: number
}

/** Photos that can't be had are waited for so often; then the variant stays without them. */
const photoTries = 3
const tryAgainMs = 2_000

/** Brings what a variant still waits for: what its link says, and the photos that Telegram has. */
export function importVariant(parts: VariantImporter): JobHandler {
  return handle(variantImport, async ({ workspaceId, variantId }, { context, signal, log }) => {
    const ctx = context(workspaceId)
    await fillFromLink(ctx, variantId)
    const claimed = await claimVariantPhotos(ctx, { variantId, leaseMs: parts.leaseMs })
    if (!claimed) return
    try {
      // A bit less than the lease, so that what was brought is written by who brought it.
      const late = AbortSignal.timeout(parts.leaseMs * 0.7)
      const brought = await bringPhotos(parts, ctx, claimed, AbortSignal.any([signal, late]))
      if (brought.missing && brought.retryAfterMs !== undefined && claimed.attempts < photoTries)
        return await releaseVariantPhotos(ctx, claimed, brought.retryAfterMs)
      await finishVariantPhotos(ctx, claimed, brought.paths)
    } catch (error) {
      log.error({ err: error, variantId }, 'photos not brought')
      await releaseVariantPhotos(ctx, claimed, tryAgainMs * 2 ** claimed.attempts)
    }
  })
}
