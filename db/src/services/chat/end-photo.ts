import { chatPhotos } from '@cartie/shared/jobs/chat-photos'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { maxPhotoTries, type ClaimedPhoto } from './claim-photos.ts'

/**
 * Ends a claimed photo: it is in the house, or can't be had; with `afterMs` it is tried again then, unless it was tried
 * often enough. A stale fence changes nothing. Throws `forbidden`.
 */
export async function endPhoto(
  ctx: Context,
  sessionId: string,
  { id, fence, attempts }: ClaimedPhoto,
  afterMs?: number,
): Promise<void> {
  requirePermission(ctx, 'chats.write')
  await withTx(ctx, async (tx) => {
    const own = tx.sql`workspace_id = ${ctx.workspaceId} and id = ${id} and fence = ${fence}`
    if (afterMs !== undefined && attempts < maxPhotoTries) {
      const { count } = await tx.sql`
        update chat_photos set lease_until = null, run_at = now() + ${afterMs} * interval '1 ms' where ${own}`
      if (count) tx.wake(chatPhotos, { workspaceId: ctx.workspaceId, sessionId }, { delayMs: afterMs })
      return
    }
    const { count } = await tx.sql`delete from chat_photos where ${own}`
    if (count) tx.record('chat.changed', { sessionId })
  })
}
