import type { EventName } from '@cartie/shared/event'
import type { AuditFilter } from '@cartie/shared/schemas/audit'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import type { Context, Tx } from '../../context.ts'

/** What was done, as `events` keeps it. */
export interface DeedRow {
  id: string
  at: string
  event: EventName
  payload: Record<string, unknown>
  actor: string
}

/** One page of what people and keys did, newest first. Throws `invalid` for a foreign cursor. */
export async function readDeeds(
  ctx: Context,
  { sql }: Tx,
  { actor, kind }: AuditFilter,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ rows: DeedRow[]; nextCursor: string | null }> {
  const before = cursor === undefined ? null : Number(decodeCursor(cursor, 1)[0])
  const rows = await sql<DeedRow[]>`
    select id::text, at, name as event, payload, actor from events
    where workspace_id = ${ctx.workspaceId} and actor not like 'system%'
      ${Number.isSafeInteger(before) ? sql`and id < ${before}` : sql``}
      ${actor === undefined ? sql`` : sql`and actor = ${actor}`}
      ${kind === undefined ? sql`` : sql`and split_part(name, '.', 1) = ${kind}`}
    order by events.id desc limit ${limit + 1}`
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > limit && last ? encodeCursor([Number(last.id)]) : null }
}
