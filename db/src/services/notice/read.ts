import type { NoticesRead } from '@cartie/shared/schemas/notice'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/** Marks notices of the one who asks as read, all without ids. Throws `unprocessable` for an API key. */
export async function readNotices(ctx: Context, { ids }: NoticesRead): Promise<void> {
  requirePermission(ctx, 'workspace.read')
  const userId = userOf(ctx)
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update notices set read_at = now()
      where workspace_id = ${ctx.workspaceId} and user_id = ${userId} and read_at is null
        ${ids ? tx.sql`and id = any (${ids}::uuid[])` : tx.sql``}`
    if (count) tx.record('notice.changed', { userIds: [userId] })
  })
}
