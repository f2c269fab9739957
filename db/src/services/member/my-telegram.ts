import type { MyTelegram } from '@cartie/shared/schemas/workspace'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'
import { userOf } from './user-of.ts'

/** Where the one who asks is told of things in Telegram. Throws `unprocessable` for an API key, which is nobody. */
export async function getMyTelegram(ctx: Context): Promise<MyTelegram> {
  requirePermission(ctx, 'chats.read')
  const userId = userOf(ctx)
  const [row] = await withTx(
    ctx,
    ({ sql }) => sql<{ name: string; username: string; linked_at: string }[]>`
      select t.name, b.username, t.linked_at from member_telegrams t
        join bot_configs b on b.workspace_id = t.workspace_id and b.id = t.bot_id
      where t.workspace_id = ${ctx.workspaceId} and t.user_id = ${userId} and t.linked_at is not null
        and b.deleted_at is null and b.username is not null`,
  )
  return { linked: row ? { name: row.name, botUsername: row.username, at: iso(row.linked_at) } : null }
}
