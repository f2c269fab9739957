import { endedStates } from '@cartie/shared/domain/delivery-state'
import { requestPost } from '@cartie/shared/jobs/request-post'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/**
 * Finds requests with posts that are due, whose delivery has ended unheard, or that had failed and were sent again by
 * hand, and wakes them. Returns how many.
 */
export async function wakeRequestPosts(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const requests = await tx.sql<{ request_id: string; workspace_id: string }[]>`
      select distinct p.request_id, p.workspace_id from request_posts p
        left join deliveries d on d.id = p.delivery_id
      where p.state = 'planned' and p.due_at < now() - interval '1 second' and (
        p.delivery_id is null or d.state = any (${[...endedStates]}::text[])
        or (d.state = 'unknown' and exists (select from deliveries a where a.resend_of = d.id)))
      union
      select p.request_id, p.workspace_id from request_posts p join deliveries a on a.resend_of = p.delivery_id
      where p.state = 'failed'
      limit 500`
    for (const { request_id, workspace_id } of requests)
      tx.wake(requestPost, { workspaceId: workspace_id, requestId: request_id })
    return requests.length
  })
}
