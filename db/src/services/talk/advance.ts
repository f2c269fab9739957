import type { TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Step } from '@cartie/shared/scenario/effect'
import { advance } from '@cartie/shared/scenario/engine'
import type { TalkEvent } from '@cartie/shared/scenario/event'
import type { Book } from '@cartie/shared/scenario/graph'
import type { TalkState } from '@cartie/shared/scenario/talk-state'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { beginFresh, type BeginOptions, type Begun } from '../delivery/begin-fresh.ts'
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { pressMatch } from '../match/press.ts'
import { hearInvitation } from '../invitation/hear.ts'
import { hearLink } from '../member/hear-link.ts'
import { hearInvite } from '../partner/hear-invite.ts'
import { offerPost } from '../post/offer.ts'
import { pressPost } from '../post/press.ts'
import { pressVariant } from '../variant/press.ts'
import { pressPut } from '../variant/put-post.ts'
import { pressProposal } from '../proposal/press.ts'
import { pressRequest } from '../request/press.ts'
import { doEffect, type Gathered } from './do-effects.ts'
import { keepTurns, type KeptTurn, type TurnStep } from './keep-turns.ts'
import { pressLead } from './lead-buttons.ts'
import { bookLoader, findLive } from './load-book.ts'
import { readEvents, type Heard, type InboxRow } from './read-events.ts'
import { holdTalks, isOfColleagues, stateOf, type TalkRow } from './talk-row.ts'
import { answerPress } from './to-chat.ts'

/** What became of a turn. `lane` has something to send, `begun` the first of it; `more`: look again at once. */
export interface Turn {
  lane: string | null
  begun: Begun | undefined
  more: boolean
}

export interface TurnOptions {
  /** The most events of a chat in one turn: 20 if absent. */
  limit?: number
  /** Begins the first message of each lane that is free, for a caller who sends it at once. */
  begin?: BeginOptions
}

const eventsPerTurn = 20
/** An answer that the database gives at once may lead to the next; a talk that asks more often waits a turn. */
const answersPerEvent = 20

/**
 * Takes chats on: works off the next waiting events and the due timer of each in order, and stores the states, what is
 * to be sent, the leads and the steps in one transaction. A chat that another worker holds has no turn: it has to be
 * rung for again. Throws what an event makes it throw, and then nothing is changed; see `noteFailure`.
 */
export async function advanceTalks(
  ctx: Context,
  sessionIds: readonly string[],
  { limit = eventsPerTurn, begin }: TurnOptions = {},
): Promise<Map<string, Turn>> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const inTx = { ...ctx, tx }
    const turns = new Map<string, Turn>()
    const kept: KeptTurn[] = []
    // They go to the server together, which does one after the other: what is read is read of chats that are held.
    const [talks, waiting, live] = await Promise.all([
      holdTalks(ctx, tx, sessionIds),
      nextEvents(ctx, tx, sessionIds, limit),
      findLive(ctx, tx, sessionIds),
    ])
    const loadBook = bookLoader(ctx, tx, live)
    for (const talk of talks) {
      const { due, waitMs } = dueOf(waiting.get(talk.id) ?? [])
      if (waitMs !== null)
        tx.wake(chatAdvance, { workspaceId: ctx.workspaceId, sessionId: talk.id }, { delayMs: waitMs })
      turns.set(talk.id, { lane: null, begun: undefined, more: due.length === limit })
      if (!due.length && !talk.timerDue) continue
      const heard = await hear(inTx, tx, talk, readEvents(due), loadBook)
      kept.push({ talk, ...heard, eventIds: due.map((row) => row.id) })
    }
    await keepTurns(inTx, tx, kept)
    const isOwn = (talk: TalkRow) => (delivery: NewDelivery) =>
      delivery.lane === telegramLane(talk.botId, talk.chatId)
    const own = kept.flatMap(({ talk, gathered }) => gathered.deliveries.filter(isOwn(talk)))
    const others = kept.flatMap(({ talk, gathered }) => gathered.deliveries.filter((d) => !isOwn(talk)(d)))
    const begun = begin ? await beginFresh(ctx, tx, own, begin) : undefined
    if (!begin) await enqueueDeliveries(inTx, own, { wake: false })
    await enqueueDeliveries(inTx, others)
    const lanes = new Set(own.map((delivery) => delivery.lane))
    for (const { talk } of kept) {
      const lane = telegramLane(talk.botId, talk.chatId)
      const turn = turns.get(talk.id)
      if (turn && lanes.has(lane)) Object.assign(turn, { lane, begun: begun?.get(lane) })
    }
    return turns
  })
}

/** `advanceTalks` for one chat; null where it has no turn. */
export async function advanceTalk(
  ctx: Context,
  sessionId: string,
  options: TurnOptions = {},
): Promise<Turn | null> {
  const turns = await advanceTalks(ctx, [sessionId], options)
  return turns.get(sessionId) ?? null
}

type WaitingRow = InboxRow & { session_id: string; wait_ms: number }

/** The first waiting events of each chat. */
async function nextEvents(ctx: Context, tx: Tx, sessionIds: readonly string[], limit: number) {
  const rows = await tx.sql<WaitingRow[]>`
    select s.id as session_id, e.* from bot_sessions s
    cross join lateral (
      select id, kind, payload, greatest(0, extract(epoch from run_at - clock_timestamp()) * 1000)::float8 as wait_ms
      from inbox_events
      where workspace_id = ${ctx.workspaceId} and bot_id = s.bot_id and chat_id = s.chat_id and status = 'pending'
      order by id limit ${limit}) e
    where s.workspace_id = ${ctx.workspaceId} and s.id = any (${sessionIds}::uuid[])
    order by e.id`
  return Map.groupBy(rows, (row) => row.session_id)
}

/** A chat's events up to the first that still waits for something, and how long that is. */
function dueOf(rows: readonly WaitingRow[]): { due: readonly WaitingRow[]; waitMs: number | null } {
  const at = rows.findIndex((row) => row.wait_ms > 0)
  return at < 0
    ? { due: rows, waitMs: null }
    : { due: rows.slice(0, at), waitMs: Math.ceil(rows[at]!.wait_ms) }
}

async function hear(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  heard: readonly Heard[],
  loadBook: ReturnType<typeof bookLoader>,
) {
  const gathered: Gathered = {
    deliveries: [],
    calls: [],
    timerAt: talk.timerAt,
    handedOff: false,
    tags: [],
    language: null,
  }
  const steps: TurnStep[] = []
  let state = stateOf(talk)
  let book: Book | undefined
  const take = async (event: TalkEvent, inboxEventId: string | null) => {
    // Nobody hears the scenario now, but a button that is never answered keeps turning.
    if (state.handedOff && event.type === 'callback')
      gathered.deliveries.push({ ...answerPress(talk, event.callbackId), sessionId: talk.id })
    book ??= await loadBook(talk.botId, state)
    state = await takeEvent(ctx, tx, talk, { book, state, event, inboxEventId, gathered, steps })
  }
  for (const { event, updates, ids } of heard) {
    const answers = await hearColleague(ctx, tx, talk, updates)
    if (answers) gathered.deliveries.push(...answers)
    else if (event && talk.enabled) await take(event, ids[0] ?? null)
  }
  const waiting = state.place?.waiting
  if (talk.timerDue && gathered.timerAt === talk.timerAt) {
    gathered.timerAt = null
    if (waiting?.timer) await take({ type: 'timer', token: waiting.token }, null)
  }
  return { gathered, state, steps }
}

/** What a colleague asks of the bot itself, past any scenario; undefined for all else. */
async function hearColleague(
  ctx: Context,
  tx: Tx,
  talk: TalkRow,
  updates: readonly TelegramUpdate[],
): Promise<NewDelivery[] | undefined> {
  const [update] = updates
  if (!update) return undefined
  const pressed =
    (await hearInvite(ctx, tx, talk, update)) ??
    (await hearLink(ctx, tx, talk, update)) ??
    (await hearInvitation(ctx, tx, talk, update)) ??
    (await pressPost(ctx, tx, talk, update)) ??
    (await pressPut(ctx, tx, talk, update)) ??
    (await pressVariant(ctx, tx, talk, update)) ??
    (await pressProposal(ctx, tx, talk, update)) ??
    (await pressMatch(ctx, tx, talk, update)) ??
    (await pressRequest(ctx, tx, talk, update)) ??
    (talk.kind === 'private' && !isOfColleagues(talk) ? undefined : await pressLead(ctx, talk, update))
  return pressed ?? (talk.enabled ? offerPost(ctx, tx, talk, updates) : undefined)
}

interface Take {
  book: Book
  state: TalkState
  event: TalkEvent
  inboxEventId: string | null
  gathered: Gathered
  steps: TurnStep[]
}

/** One event, and whatever the database answers to it at once. */
async function takeEvent(ctx: Context, tx: Tx, talk: TalkRow, given: Take): Promise<TalkState> {
  const { book, gathered, steps, inboxEventId } = given
  let { state } = given
  const waiting: TalkEvent[] = [given.event]
  for (let n = 0; waiting.length && n < answersPerEvent; n++) {
    const event = waiting.shift()!
    const next = advance(book, state, event, talk)
    const place: Step | undefined = next.steps.findLast((step) => step.nodeId !== '')
    steps.push({
      inboxEventId,
      event,
      nodes: next.steps,
      effects: next.effects,
      scenarioId: place?.scenarioId ?? null,
    })
    state = next.state
    for (const effect of next.effects) {
      const answer = await doEffect(ctx, tx, talk, effect, gathered)
      if (answer) waiting.push(answer)
    }
  }
  return state
}
