import { chatPhotos, photosPerClaim } from '@cartie/shared/jobs/chat-photos'
import { claimPhotos } from '@cartie/db/services/chat/claim-photos'
import { endPhoto } from '@cartie/db/services/chat/end-photo'
import { handle, type JobHandler } from '../handler.ts'
import { bringPhotos, type PhotoParts } from '../parser/bring-photos.ts'

/** Brings what clients photographed into the house, so that colleagues see it beside the talk. */
export function bringChatPhotos(parts: PhotoParts & { leaseMs: number }): JobHandler {
  return handle(chatPhotos, async ({ workspaceId, sessionId }, { context, signal, draining }) => {
    const ctx = context(workspaceId)
    for (;;) {
      if (draining() || signal.aborted) return
      const claimed = await claimPhotos(ctx, { sessionId, limit: photosPerClaim, leaseMs: parts.leaseMs })
      if (!claimed.length) return
      const late = AbortSignal.any([signal, AbortSignal.timeout(parts.leaseMs * 0.7)])
      for (const photo of claimed) {
        const brought = await bringPhotos(parts, ctx, { botId: photo.botId, photos: [photo] }, late)
        await endPhoto(ctx, sessionId, photo, brought.missing ? brought.retryAfterMs : undefined)
      }
    }
  })
}
