import { advance } from './engine.ts'
import type { Effect, Step } from './effect.ts'
import type { Clock, TalkEvent } from './event.ts'
import type { Book } from './graph.ts'
import { pressData, readPress } from './keyboard.ts'
import type { TalkState } from './talk-state.ts'

/** One event of a real talk with its time. */
export interface Recorded {
  event: TalkEvent
  clock: Clock
}

/** What one event did on one version. */
export interface Turn {
  recorded: Recorded
  steps: Step[]
  effects: Effect[]
}

export interface Replay {
  before: Turn[]
  after: Turn[]
  /** The first event after which the two part, and the step at which they do; null if they never do. */
  parting: { turn: number; step: number; before: Step | null; after: Step | null } | null
}

/**
 * Plays the events of a real talk on the version that it ran on and on another one, side by side. `state` is the
 * talk's before its first event. Buttons, timers and results find the same question on both sides.
 */
export function replay(before: Book, after: Book, state: TalkState, events: readonly Recorded[]): Replay {
  const result: Replay = { before: [], after: [], parting: null }
  let [old, now] = [state, state]
  for (const [turn, recorded] of events.entries()) {
    const event = translated(recorded.event, old, now)
    const left = advance(before, old, recorded.event, recorded.clock)
    const right = advance(after, now, event, recorded.clock)
    result.before.push({ recorded, steps: left.steps, effects: left.effects })
    result.after.push({ recorded: { ...recorded, event }, steps: right.steps, effects: right.effects })
    result.parting ??= partingOf(turn, left.steps, right.steps)
    old = left.state
    now = right.state
  }
  return result
}

/** An event that answers what the old side waits for, as an answer to what the new one waits for. */
function translated(event: TalkEvent, old: TalkState, now: TalkState): TalkEvent {
  const [from, to] = [old.place?.waiting, now.place?.waiting]
  if (!from || !to) return event
  if (event.type === 'timer' || event.type === 'result')
    return event.token === from.token ? { ...event, token: to.token } : event
  if (event.type !== 'callback') return event
  const pressed = readPress(event.data)
  if (pressed?.token !== from.token) return event
  const { press } = pressed
  const choice = typeof press === 'number' ? to.choices.indexOf(from.choices[press] ?? '') : press
  return choice === -1 ? event : { ...event, data: pressData(to.token, choice) }
}

function partingOf(turn: number, before: readonly Step[], after: readonly Step[]): Replay['parting'] {
  for (let step = 0; step < Math.max(before.length, after.length); step++) {
    const [left, right] = [before[step], after[step]]
    const same =
      left?.kind === right?.kind &&
      left?.nodeId === right?.nodeId &&
      left?.exit === right?.exit &&
      left?.reason === right?.reason
    if (!same) return { turn, step, before: left ?? null, after: right ?? null }
  }
  return null
}
