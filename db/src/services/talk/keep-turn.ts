import { callRun } from '@cartie/shared/jobs/call-run'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Effect, Step } from '@cartie/shared/scenario/effect'
import type { TalkEvent } from '@cartie/shared/scenario/event'
import type { TalkState } from '@cartie/shared/scenario/talk-state'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { Gathered } from './do-effects.ts'
import type { TalkRow } from './talk-row.ts'

/** One advance of the engine. */
export interface TurnStep {
  inboxEventId: string | null
  event: TalkEvent
  nodes: Step[]
  effects: Effect[]
  scenarioId: string | null
}

const soonMs = 5 * 60_000
/** A ring too early is lost. */
const marginMs = 5

interface Turn {
  state: TalkState
  gathered: Gathered
  steps: readonly TurnStep[]
  eventIds: readonly string[]
}

/** Writes what a turn changed: the state, the timer, the events that are done, the steps, and calls to be made. */
export async function keepTurn(ctx: Context, tx: Tx, talk: TalkRow, turn: Turn): Promise<void> {
  const { gathered, steps } = turn
  const { sql } = tx
  const steering = turn.state.handedOff
  await Promise.all([
    sql`
      update bot_sessions set state = ${storableJson(turn.state)}::jsonb, timer_at = ${gathered.timerAt},
        handed_at = case when ${steering} then coalesce(handed_at, now()) end,
        handed_to = case when ${steering} then handed_to end
      where workspace_id = ${ctx.workspaceId} and id = ${talk.id}`,
    turn.eventIds.length
      ? sql`
          update inbox_events set status = 'done', done_at = now()
          where workspace_id = ${ctx.workspaceId} and id = any (${turn.eventIds}::bigint[])`
      : undefined,
    steps.length ? keepSteps(ctx, tx, talk, steps) : undefined,
    keepContact(ctx, tx, talk, gathered),
  ])
  if (gathered.calls.length) await keepCalls(ctx, tx, talk, gathered.calls)
  ringFor(ctx, tx, talk, gathered.timerAt)
  if (gathered.handedOff) tx.record('chat.changed', { sessionId: talk.id })
}

/** A timer that is due soon is rung for at its moment; the sweeper finds the others, some seconds late. */
function ringFor(ctx: Context, tx: Tx, talk: TalkRow, timerAt: string | null): void {
  if (timerAt === null || timerAt === talk.timerAt) return
  const delayMs = Math.max(0, Date.parse(timerAt) - talk.now)
  if (delayMs <= soonMs)
    tx.wake(
      chatAdvance,
      { workspaceId: ctx.workspaceId, sessionId: talk.id },
      { delayMs: delayMs + marginMs },
    )
}

async function keepSteps(ctx: Context, tx: Tx, talk: TalkRow, steps: readonly TurnStep[]): Promise<void> {
  const rows = steps.map((step, n) => ({
    n,
    inbox_event_id: step.inboxEventId,
    scenario_id: step.scenarioId,
    event: step.event,
    nodes: step.nodes,
    effects: step.effects,
  }))
  await tx.sql`
    insert into session_steps (workspace_id, session_id, inbox_event_id, scenario_id, event, nodes, effects)
    select ${ctx.workspaceId}, ${talk.id}, r.inbox_event_id, r.scenario_id, r.event, r.nodes, r.effects
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r(n int, inbox_event_id bigint, scenario_id uuid, event jsonb, nodes jsonb, effects jsonb) order by r.n`
}

async function keepContact(ctx: Context, tx: Tx, talk: TalkRow, { tags, language }: Gathered): Promise<void> {
  if (talk.contactId === null || (!tags.length && language === null)) return
  await tx.sql`
    update contacts set language = coalesce(${language}, language), updated_at = now(),
      tags = (select coalesce(array_agg(distinct t), '{}') from unnest(tags || ${tags}::text[]) t)
    where workspace_id = ${ctx.workspaceId} and id = ${talk.contactId}`
}

async function keepCalls(ctx: Context, tx: Tx, talk: TalkRow, calls: Gathered['calls']): Promise<void> {
  const made = await tx.sql<{ id: string }[]>`
    insert into session_calls (workspace_id, session_id, token, kind, request)
    select ${ctx.workspaceId}, ${talk.id}, c.token, c.kind, c.request
    from jsonb_to_recordset(${storableJson(calls)}::jsonb) as c(token text, kind text, request jsonb)
    on conflict (session_id, token) do nothing returning id`
  for (const { id } of made) tx.wake(callRun, { workspaceId: ctx.workspaceId, callId: id })
}
