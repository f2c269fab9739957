import { AppError, notFound } from '@cartie/shared/errors'
import { postImport } from '@cartie/shared/jobs/post-import'
import type { Post } from '@cartie/shared/schemas/post'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { isSavable, toPost, type PostRow } from './post-row.ts'
import { postColumns } from './select-posts.ts'

/**
 * Takes the cars of a post into the inventory though a rule refused it: it is read again without the rule. Throws
 * `not_found`, and `conflict` where no rule refused it.
 */
export async function savePost(ctx: Context, id: string): Promise<Post> {
  requirePermission(ctx, 'listings.write')
  return withTx(ctx, async (tx) => {
    const read = async () => {
      const [row] = await tx.sql<(PostRow & { bot_id: string })[]>`
        select ${postColumns(tx)}, p.bot_id from posts p
        where p.workspace_id = ${ctx.workspaceId} and p.id = ${id} for update of p`
      if (!row) throw notFound('post')
      return row
    }
    if (!isSavable(await read())) throw new AppError('conflict', 'No rule refuses this post any more.')
    await tx.sql`
      update posts set wanted = true, state = 'pending', attempts = 0, fence = fence + 1, lease_until = null,
        run_at = now() where id = ${id}`
    tx.wake(postImport, { workspaceId: ctx.workspaceId, postId: id })
    const row = await read()
    tx.record('post.changed', { postId: id, botId: row.bot_id })
    return toPost(row)
  })
}
