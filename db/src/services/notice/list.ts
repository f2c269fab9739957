import type { NoticeKind } from '@cartie/shared/domain/notice'
import type { NoticeList, NoticeQuery } from '@cartie/shared/schemas/notice'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { iso, isoOrNull } from '../lead/lead-row.ts'
import { userOf } from '../member/user-of.ts'

interface Row {
  id: string
  kind: NoticeKind
  title: string | null
  count: number
  path: string
  created_at: string
  read_at: string | null
}

/**
 * What the one who asks was told of, newest first. Throws `unprocessable` for an API key, which is nobody, and `invalid`
 * for a cursor of another list.
 */
export async function listNotices(ctx: Context, { cursor, limit }: NoticeQuery): Promise<NoticeList> {
  requirePermission(ctx, 'workspace.read')
  const userId = userOf(ctx)
  const after = cursor === undefined ? null : decodeCursor(cursor, 2).map(String)
  return withTx(ctx, async ({ sql }) => {
    const rows = await sql<Row[]>`
      select id, kind, title, count, path, created_at, read_at from notices
      where workspace_id = ${ctx.workspaceId} and user_id = ${userId}
        ${after ? sql`and (created_at, id) < (${after[0]!}::timestamptz, ${after[1]!}::uuid)` : sql``}
      order by created_at desc, id desc limit ${limit + 1}`
    const [{ unread }] = await sql<[{ unread: number }]>`
      select count(*)::int as unread from notices
      where workspace_id = ${ctx.workspaceId} and user_id = ${userId} and read_at is null`
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      data: page.map(({ created_at, read_at, ...row }) => ({
        ...row,
        at: iso(created_at),
        readAt: isoOrNull(read_at),
      })),
      nextCursor: rows.length > limit && last ? encodeCursor([last.created_at, last.id]) : null,
      unread,
    }
  })
}
