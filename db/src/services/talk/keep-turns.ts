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

/** A turn of one talk, to be written. */
export interface KeptTurn {
  talk: TalkRow
  state: TalkState
  gathered: Gathered
  steps: readonly TurnStep[]
  eventIds: readonly string[]
}

/** Writes what turns changed: the states, the timers, the events that are done, the steps, and calls to be made. */
export async function keepTurns(ctx: Context, tx: Tx, turns: readonly KeptTurn[]): Promise<void> {
  if (!turns.length) return
  keepStates(ctx, tx, turns)
  endEvents(
    ctx,
    tx,
    turns.flatMap((turn) => turn.eventIds),
  )
  keepSteps(ctx, tx, turns)
  for (const { talk, gathered } of turns) {
    keepContact(ctx, tx, talk, gathered)
    if (gathered.calls.length) await keepCalls(ctx, tx, talk, gathered.calls)
    ringFor(ctx, tx, talk, gathered.timerAt)
    if (gathered.handedOff) tx.record('chat.changed', { sessionId: talk.id })
  }
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

function endEvents(ctx: Context, tx: Tx, ids: readonly string[]): void {
  if (!ids.length) return
  tx.last(tx.sql`
    update inbox_events set status = 'done', done_at = now()
    where workspace_id = ${ctx.workspaceId} and id = any (${ids}::bigint[])`)
}

function keepStates(ctx: Context, tx: Tx, turns: readonly KeptTurn[]): void {
  const rows = turns.map(({ talk, state, gathered }) => ({
    id: talk.id,
    state,
    timer_at: gathered.timerAt,
    steering: state.handedOff,
  }))
  tx.last(tx.sql`
    update bot_sessions s set state = r.state, timer_at = r.timer_at,
      handed_at = case when r.steering then coalesce(s.handed_at, now()) end,
      handed_to = case when r.steering then s.handed_to end
    from jsonb_to_recordset(${storableJson(rows)}::jsonb)
      as r(id uuid, state jsonb, timer_at timestamptz, steering boolean)
    where s.workspace_id = ${ctx.workspaceId} and s.id = any (${rows.map((row) => row.id)}::uuid[]) and s.id = r.id`)
}

function keepSteps(ctx: Context, tx: Tx, turns: readonly KeptTurn[]): void {
  const rows = turns
    .flatMap(({ talk, steps }) => steps.map((step) => ({ talk, step })))
    .map(({ talk, step }, n) => ({
      n,
      session_id: talk.id,
      inbox_event_id: step.inboxEventId,
      scenario_id: step.scenarioId,
      event: step.event,
      nodes: step.nodes,
      effects: step.effects,
    }))
  if (!rows.length) return
  tx.last(tx.sql`
    insert into session_steps (workspace_id, session_id, inbox_event_id, scenario_id, event, nodes, effects)
    select ${ctx.workspaceId}, r.session_id, r.inbox_event_id, r.scenario_id, r.event, r.nodes, r.effects
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as r(n int, session_id uuid, inbox_event_id bigint,
      scenario_id uuid, event jsonb, nodes jsonb, effects jsonb) order by r.n`)
}

function keepContact(ctx: Context, tx: Tx, talk: TalkRow, { tags, language }: Gathered): void {
  if (talk.contactId === null || (!tags.length && language === null)) return
  tx.write(tx.sql`
    update contacts set language = coalesce(${language}, language), updated_at = now(),
      tags = (select coalesce(array_agg(distinct t), '{}') from unnest(tags || ${tags}::text[]) t)
    where workspace_id = ${ctx.workspaceId} and id = ${talk.contactId}`)
}

async function keepCalls(ctx: Context, tx: Tx, talk: TalkRow, calls: Gathered['calls']): Promise<void> {
  const made = await tx.sql<{ id: string }[]>`
    insert into session_calls (workspace_id, session_id, token, kind, request)
    select ${ctx.workspaceId}, ${talk.id}, c.token, c.kind, c.request
    from jsonb_to_recordset(${storableJson(calls)}::jsonb) as c(token text, kind text, request jsonb)
    on conflict (session_id, token) do nothing returning id`
  for (const { id } of made) tx.wake(callRun, { workspaceId: ctx.workspaceId, callId: id })
}
