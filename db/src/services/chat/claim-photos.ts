import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** After so many tries a photo is given up: the chat goes on showing a word in its place. */
export const maxPhotoTries = 5

/** A photo in the hands of a worker. Every later write names its fence. */
export interface ClaimedPhoto {
  id: string
  fence: number
  botId: string
  fileId: string
  uniqueId: string
  attempts: number
}

/**
 * Takes photos of a chat that wait under a lease, by the database's clock, oldest first. One that was claimed often
 * enough without an end is given up: it takes its worker down with it. Throws `forbidden`.
 */
export async function claimPhotos(
  ctx: Context,
  { sessionId, limit, leaseMs }: { sessionId: string; limit: number; leaseMs: number },
): Promise<ClaimedPhoto[]> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const rows = await tx.sql<
      { id: string; fence: number; bot_id: string; file_id: string; unique_id: string; attempts: number }[]
    >`
      update chat_photos set fence = fence + 1, attempts = attempts + 1,
        lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id in (
        select id from chat_photos
        where workspace_id = ${ctx.workspaceId} and session_id = ${sessionId} and run_at <= now()
          and (lease_until is null or lease_until < clock_timestamp())
        order by run_at, id limit ${limit} for update skip locked)
      returning id, fence::float8 as fence, bot_id, file_id, unique_id, attempts`
    const spent = rows.filter((row) => row.attempts > maxPhotoTries).map((row) => row.id)
    if (spent.length) {
      await tx.sql`delete from chat_photos where workspace_id = ${ctx.workspaceId} and id in ${tx.sql(spent)}`
      tx.record('chat.changed', { sessionId })
    }
    return rows
      .filter((row) => !spent.includes(row.id))
      .map((row) => ({
        id: row.id,
        fence: row.fence,
        botId: row.bot_id,
        fileId: row.file_id,
        uniqueId: row.unique_id,
        attempts: row.attempts,
      }))
  })
}
