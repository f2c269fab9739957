import { postImport } from '@cartie/shared/jobs/post-import'
import { withSystemTx } from '../../client.ts'
import type { Db } from '../../context.ts'

/** Finds posts that are due and that nobody reads, and wakes them. Returns how many. */
export async function wakePosts(db: Db): Promise<number> {
  return withSystemTx(db, async (tx) => {
    const posts = await tx.sql<{ id: string; workspace_id: string }[]>`
      select id, workspace_id from posts
      where state = 'pending' and run_at < now() - interval '1 second'
        and (lease_until is null or lease_until < clock_timestamp())
      order by run_at limit 500`
    for (const post of posts) tx.wake(postImport, { workspaceId: post.workspace_id, postId: post.id })
    return posts.length
  })
}
