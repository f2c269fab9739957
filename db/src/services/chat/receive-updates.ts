import { AppError, notFound } from '@cartie/shared/errors'
import { readUpdate, type TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { albumWaitMs, chatAdvance, chatsPerWake } from '@cartie/shared/jobs/chat-advance'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { moveChat } from '../delivery/move-lane.ts'
import { keepPosts } from '../post/keep.ts'
import { gatherUpdates, type Gathered, type SessionUpdate } from './gather-updates.ts'
import { keepChannels } from './keep-channels.ts'
import { keepContacts } from './keep-contacts.ts'
import { keepMessages } from './keep-messages.ts'
import { keepPhotos } from './keep-photos.ts'
import { keepSessions } from './keep-sessions.ts'
import { lockSessions } from './lock-sessions.ts'

/** A poller's place: kept with the updates, and only while its claim holds. */
export interface PollPlace {
  fence: number
  /** The number of the update that is to be asked for next. */
  offset: number
}

interface Incoming {
  update: TelegramUpdate
  payload: unknown
}

/** When a bot last heard something is written no more often than this. */
const touchEveryS = 5

/**
 * Takes in updates of a bot, each once, whatever its number and however often it comes: as events of its chat's
 * lane, with the chat, the person and the message. Wakes the lanes. Returns how many were new.
 * Throws `not_found` for a bot of another workspace, `conflict` where another poller has taken over.
 */
export async function receiveUpdates(
  ctx: Context,
  botId: string,
  updates: readonly unknown[],
  poll?: PollPlace,
): Promise<number> {
  requirePermission(ctx, 'chats.write')
  const { incoming, moves } = followMoves(readOnce(updates))
  return withTx(ctx, async (tx) => {
    for (const { from, to } of moves) await moveChat(ctx, tx, { botId, from }, to)
    const chats = incoming.flatMap(({ update }) => update.chat ?? [])
    // They go to the server together, which does one after the other.
    const [isQuiet, sessions, fresh] = await Promise.all([
      findBot(ctx, tx, botId),
      lockSessions(ctx, tx, botId, chats),
      keepEvents(ctx, tx, botId, incoming),
    ])
    const inChats = fresh.flatMap((update): SessionUpdate[] => {
      const session = update.chat && sessions.get(update.chat.id)
      return update.chat && session ? [{ sessionId: session.id, chat: update.chat, update }] : []
    })
    if (poll || isQuiet) await touch(ctx, tx, botId, poll)
    if (!inChats.length) return fresh.length
    const gathered = gatherUpdates(inChats)
    keepContacts(
      ctx,
      tx,
      gathered.contacts,
      [...sessions.values()].map(({ contact }) => contact),
    )
    keepSessions(ctx, tx, gathered.sessions)
    keepMessages(ctx, tx, gathered)
    keepChannels(ctx, tx, botId, gathered.channels)
    await keepPosts(ctx, tx, botId, fresh)
    await keepPhotos(ctx, tx, botId, inChats)
    tell(ctx, tx, botId, inChats, gathered)
    return fresh.length
  })
}

/** Whether nothing was written down of the bot for a while. */
async function findBot(ctx: Context, { sql }: Tx, botId: string): Promise<boolean> {
  const [known] = await sql<{ quiet: boolean }[]>`
    select coalesce(last_update_at < now() - ${touchEveryS} * interval '1 second', true) as quiet
    from bot_configs where workspace_id = ${ctx.workspaceId} and id = ${botId}`
  if (!known) throw notFound('bot')
  return known.quiet
}

/** Updates that can be read, each number once. */
function readOnce(updates: readonly unknown[]): Incoming[] {
  const byNumber = new Map<number, Incoming>()
  for (const payload of updates) {
    const update = readUpdate(payload)
    if (update && !byNumber.has(update.updateId)) byNumber.set(update.updateId, { update, payload })
  }
  return [...byNumber.values()]
}

/**
 * A group that became a supergroup has a new number, and says so in both chats: whichever word comes first moves what
 * is known, and the word itself belongs to the supergroup.
 */
function followMoves(updates: readonly Incoming[]) {
  const moves: { from: string; to: string }[] = []
  const incoming = updates.map(({ update, payload }): Incoming => {
    const { kind, chat, message } = update
    const from = message?.migratedFrom ?? chat?.id
    const to = message?.migratedTo ?? chat?.id
    if (kind !== 'message' || !chat || from === undefined || to === undefined || from === to)
      return { update, payload }
    moves.push({ from, to })
    return { update: { ...update, chat: { ...chat, id: to, kind: 'supergroup' } }, payload }
  })
  return { incoming, moves }
}

/** Writes the events and returns those that were not there before. What has no chat has nobody who would answer. */
async function keepEvents(
  ctx: Context,
  tx: Tx,
  botId: string,
  incoming: readonly Incoming[],
): Promise<TelegramUpdate[]> {
  if (!incoming.length) return []
  const rows = incoming.map(({ update, payload }) => ({
    chat_id: update.chat?.id ?? '',
    update_id: update.updateId,
    payload,
    wait_ms: waitOf(update),
    status: update.chat ? 'pending' : 'done',
  }))
  const kept = await tx.sql<{ update_id: string }[]>`
    insert into inbox_events (workspace_id, bot_id, chat_id, kind, update_id, payload, run_at, status)
    select ${ctx.workspaceId}, ${botId}, e.chat_id, 'update', e.update_id, e.payload,
      now() + e.wait_ms * interval '1 ms', e.status
    from rows from (jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as (chat_id text, update_id bigint, payload jsonb, wait_ms int, status text))
      with ordinality as e(chat_id, update_id, payload, wait_ms, status, place)
    order by e.place
    on conflict (bot_id, update_id) where update_id is not null do nothing
    returning update_id`
  const numbers = new Set(kept.map((row) => Number(row.update_id)))
  return incoming.flatMap(({ update }) => (numbers.has(update.updateId) ? [update] : []))
}

const waitOf = (update: TelegramUpdate): number => (update.message?.content.albumId ? albumWaitMs : 0)

/** Tells of what happened and wakes the lanes: at once, and again when an album is whole. */
function tell(
  ctx: Context,
  tx: Tx,
  botId: string,
  updates: readonly SessionUpdate[],
  { sessions, channels }: Gathered,
): void {
  for (const { id, last_text } of sessions) {
    if (last_text === null) tx.record('chat.changed', { sessionId: id })
    else tx.record('chat.message', { sessionId: id, botId })
  }
  if (channels.some((c) => c.can_post !== null)) tx.record('bot.changed', { botId })
  ring(ctx, tx, updates)
}

/** Wakes the lanes, several at once: a wake-up costs more than what it says. */
function ring(ctx: Context, tx: Tx, updates: readonly SessionUpdate[]): void {
  for (const [delayMs, list] of Map.groupBy(updates, ({ update }) => waitOf(update))) {
    const ids = [...new Set(list.map(({ sessionId }) => sessionId))]
    while (ids.length) {
      const [sessionId = '', ...beside] = ids.splice(0, chatsPerWake)
      const payload = { workspaceId: ctx.workspaceId, sessionId, ...(beside.length ? { beside } : {}) }
      tx.wake(chatAdvance, payload, { delayMs })
    }
  }
}

async function touch(ctx: Context, tx: Tx, botId: string, poll: PollPlace | undefined): Promise<void> {
  const own = tx.sql`workspace_id = ${ctx.workspaceId} and id = ${botId}`
  if (!poll) {
    tx.write(tx.sql`
      update bot_configs set last_update_at = now()
      where ${own} and (last_update_at is null or last_update_at < now() - ${touchEveryS} * interval '1 second')`)
    return
  }
  const { count } = await tx.sql`
    update bot_configs set last_update_at = now(), poll_offset = ${poll.offset}
    where ${own} and poll_fence = ${poll.fence}`
  if (!count) throw new AppError('conflict', 'Another process polls this bot now.')
}
