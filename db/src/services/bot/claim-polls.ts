import type { Db } from '../../context.ts'
import { withSystemTx } from '../../client.ts'

/** A bot whose updates one process fetches. Every later write names its fence. */
export interface PolledBot {
  id: string
  workspaceId: string
  tokenCipher: string
  /** The number of the next update; null: whatever Telegram has. */
  offset: number | null
  fence: number
  version: number
}

/**
 * Takes bots that are to be polled and that nobody polls, under a lease by the database's clock. After a week
 * without updates Telegram goes on at a random number, so after six days the old place counts no more.
 */
export async function claimPolls(
  db: Db,
  { limit, leaseMs }: { limit: number; leaseMs: number },
): Promise<PolledBot[]> {
  return withSystemTx(db, async ({ sql }) => {
    return sql<PolledBot[]>`
      update bot_configs set poll_fence = poll_fence + 1,
        poll_lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      where id in (
        select id from bot_configs
        where intake = 'polling' and enabled and deleted_at is null and status = 'ready'
          and synced_version >= version and (poll_lease_until is null or poll_lease_until < clock_timestamp())
        order by poll_lease_until nulls first limit ${limit} for no key update skip locked)
      returning id, workspace_id as "workspaceId", token_cipher as "tokenCipher", version,
        poll_fence::float8 as fence,
        case when last_update_at > now() - interval '6 days' and poll_offset > 0
          then poll_offset::float8 end as offset`
  })
}
