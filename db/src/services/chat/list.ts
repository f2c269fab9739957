import type { Chat, ChatQuery } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { searchQuery } from '../../search-text.ts'
import { chatSelect, toChat, type ChatRow } from './chat-row.ts'

/** So many chats with a word are looked through; a more common one should be told more exactly. */
const mostFound = 5000
/** The newest steps of a scenario that tell which chats it led. */
const mostSteps = 5000

/**
 * The inbox: chats in which something was written, the newest first, without channels. A search finds the words
 * of messages and of names. Throws `invalid` for a foreign cursor.
 */
export async function listChats(
  ctx: Context,
  query: ChatQuery,
): Promise<{ data: Chat[]; nextCursor: string | null }> {
  requirePermission(ctx, 'chats.read')
  const params: (string | number)[] = [ctx.workspaceId]
  const place = (value: string | number) => `$${params.push(value)}`
  const where = [`s.workspace_id = $1`, `s.last_message_at is not null`, `s.kind <> 'channel'`]
  if (query.botId) where.push(`s.bot_id = ${place(query.botId)}::uuid`)
  if (query.unread !== undefined) where.push(query.unread ? 's.unread > 0' : 's.unread = 0')
  if (query.assigned === 'none') where.push('s.assigned_to is null and s.handed_to is null')
  if (query.assigned === 'mine') {
    const own = place(ctx.actor.id ?? '')
    where.push(`(s.assigned_to::text = ${own} or s.handed_to::text = ${own})`)
  }
  if (query.scenarioId) where.push(ledBy(place(query.scenarioId)))
  if (query.q) where.push(wordsCondition(query.q, place))
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, 2)
    where.push(`(s.last_message_at, s.id) < (${place(String(at))}::timestamptz, ${place(String(id))}::uuid)`)
  }
  const rows = await withTx(ctx, (tx) =>
    // Planned anew each time: which index is best depends on the values.
    tx.sql.unsafe<ChatRow[]>(
      `${chatSelect} where ${where.join(' and ')}
       order by s.last_message_at desc, s.id desc limit ${Math.trunc(query.limit) + 1}`,
      params,
    ),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    data: page.map(toChat),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.last_message_at, last.id]) : null,
  }
}

/** Chats in which a scenario said something lately. */
const ledBy = (scenarioId: string): string => `s.id in (
  select t.session_id from (
    select session_id from session_steps where workspace_id = $1 and scenario_id = ${scenarioId}::uuid
    order by at desc limit ${mostSteps}) t)`

/** Chats with a message that holds all words, or with a name that holds the text. */
function wordsCondition(q: string, place: (value: string) => string): string {
  const words = searchQuery(q)
  const name = place(`%${q.replace(/[\\%_]/g, '\\$&')}%`)
  const byName = `s.title ilike ${name} or c.username ilike ${name} or c.phone ilike ${name}`
  if (words === null) return `(${byName})`
  return `(${byName} or s.id in (
    select m.session_id from bot_messages m
    where m.workspace_id = $1 and m.search @@ ${place(words)}::tsquery limit ${mostFound}))`
}
