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
import { enqueueDeliveries, type NewDelivery } from '../delivery/enqueue.ts'
import { offerPost } from '../post/offer.ts'
import { pressPost } from '../post/press.ts'
import { answerBare, doEffect, type Gathered } from './do-effects.ts'
import { keepTurn, type TurnStep } from './keep-turn.ts'
import { pressLead } from './lead-buttons.ts'
import { loadBook } from './load-book.ts'
import { readEvents, type Heard, type InboxRow } from './read-events.ts'
import { holdTalk, stateOf, type TalkRow } from './talk-row.ts'

/** What became of a turn. `lane` has something to send; `more`: look again at once. */
export interface Turn {
  lane: string | null
  more: boolean
}

const eventsPerTurn = 20
/** An answer that the database gives at once may lead to the next; a talk that asks more often waits a turn. */
const answersPerEvent = 20
const timeZone = 'Europe/Kyiv'

/**
 * Takes one chat on: works off its next waiting events and its due timer in order, and stores the state, what is
 * to be sent, the leads and the steps in one transaction. Null where another worker holds the chat: it looks again
 * when it is done. Throws what an event makes it throw; see `setEventAside`.
 */
export async function advanceTalk(
  ctx: Context,
  sessionId: string,
  limit = eventsPerTurn,
): Promise<Turn | null> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const talk = await holdTalk(ctx, tx, sessionId)
    if (!talk) return null
    const { due, waitMs } = await nextEvents(ctx, tx, talk, limit)
    if (waitMs !== null)
      tx.wake(chatAdvance, { workspaceId: ctx.workspaceId, sessionId }, { delayMs: waitMs })
    if (!due.length && !talk.timerDue) return { lane: null, more: false }
    const inTx = { ...ctx, tx }
    const { gathered, state, steps } = await hear(inTx, tx, talk, readEvents(due))
    await keepTurn(inTx, tx, talk, { state, gathered, steps, eventIds: due.map((row) => row.id) })
    const lane = telegramLane(talk.botId, talk.chatId)
    const own = gathered.deliveries.filter((delivery) => delivery.lane === lane)
    const others = gathered.deliveries.filter((delivery) => delivery.lane !== lane)
    await enqueueDeliveries(inTx, own, { wake: false })
    await enqueueDeliveries(inTx, others)
    return { lane: own.length ? lane : null, more: due.length === limit }
  })
}

/** The lane's events up to the first that still waits for something, and how long that is. */
async function nextEvents(ctx: Context, tx: Tx, talk: TalkRow, limit: number) {
  const rows = await tx.sql<(InboxRow & { wait_ms: number })[]>`
    select id, kind, payload, greatest(0, extract(epoch from run_at - clock_timestamp()) * 1000)::float8 as wait_ms
    from inbox_events
    where workspace_id = ${ctx.workspaceId} and bot_id = ${talk.botId} and chat_id = ${talk.chatId}
      and status = 'pending' order by id limit ${limit}`
  const at = rows.findIndex((row) => row.wait_ms > 0)
  return {
    due: at < 0 ? rows : rows.slice(0, at),
    waitMs: at < 0 ? null : Math.ceil(rows[at]!.wait_ms),
  }
}

async function hear(ctx: Context, tx: Tx, talk: TalkRow, heard: readonly Heard[]) {
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
      gathered.deliveries.push(answerBare(talk, event.callbackId))
    book ??= await loadBook(ctx, tx, talk.botId, state)
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
    (await pressPost(ctx, tx, talk, update)) ??
    (talk.kind === 'private' ? undefined : await pressLead(ctx, talk, update))
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
    const next = advance(book, state, event, { now: talk.now, timeZone })
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
