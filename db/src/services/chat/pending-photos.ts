import { chatPhotos } from '@cartie/shared/jobs/chat-photos'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Finds chats with photos that are due and that nobody brings, and wakes them. Returns how many. */
export async function wakePhotos(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const chats = await tx.sql<{ session_id: string; workspace_id: string }[]>`
      select distinct session_id, workspace_id from chat_photos
      where run_at < now() - interval '1 second' and (lease_until is null or lease_until < clock_timestamp())
      limit 200`
    for (const chat of chats)
      tx.wake(chatPhotos, { workspaceId: chat.workspace_id, sessionId: chat.session_id })
    return chats.length
  })
}
