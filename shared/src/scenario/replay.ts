import { advance } from './engine.ts'
import type { Step } from './effect.ts'
import type { Clock, TalkEvent } from './event.ts'
import type { Book, ScenarioVersion } from './graph.ts'
import { pressData, readPress } from './keyboard.ts'
import { newTalk, type TalkState } from './talk-state.ts'

/** One event of a real chat, when it was heard, and what it led to then. */
export interface Recorded {
  event: TalkEvent
  clock: Clock
  steps: readonly Step[]
}

/** A talk within the story of a chat: from the event that started it up to the one that starts the next. */
export interface RecordedTalk {
  /** Index of the first event in the story, and the one after the last. */
  from: number
  to: number
  /** The versions that it went through, the one that it started with first. */
  versions: Pick<ScenarioVersion, 'scenarioId' | 'version'>[]
}

export interface Replay {
  /** What each event of the talk did then, and what it does on the other version. */
  turns: { recorded: Recorded; before: readonly Step[]; after: readonly Step[] }[]
  /** The first turn in which the two part, and the place among its steps where they do; null if they never do. */
  parting: { turn: number; step: number } | null
}

/** The talks of a chat, oldest first. What came before the first of them belongs to none. */
export function talksIn(story: readonly Recorded[]): RecordedTalk[] {
  const starts = story.flatMap(({ steps }, at) => (steps.some(isStart) ? [at] : []))
  return starts.map((from, i) => {
    const to = starts[i + 1] ?? story.length
    const steps = story.slice(from, to).flatMap((one) => one.steps)
    return { from, to, versions: versionsOf(steps.filter(({ kind }) => kind !== 'ended')) }
  })
}

/** The versions that steps were made on, each once. */
export function versionsOf(steps: readonly Step[]): RecordedTalk['versions'] {
  const all = new Map(
    steps.map(({ scenarioId, version }) => [`${scenarioId} ${version}`, { scenarioId, version }]),
  )
  return [...all.values()]
}

interface ReplayInput {
  /** All events of the chat from its first: what was said before the talk decides how it begins. */
  story: readonly Recorded[]
  talk: RecordedTalk
  /** The seed of the chat's tokens; see `newTalk`. */
  seed: string
  /** The graphs of all versions that the story went through. */
  versions: readonly ScenarioVersion[]
  /** Speaks in place of every version of its scenario. */
  other: ScenarioVersion
}

/**
 * Plays the events of a real talk on another version beside what really happened. Nothing leaves: effects are
 * dropped, and the world's answers are those that were recorded. Buttons, timers and results find the same question
 * on both sides.
 */
export function replay({ story, talk, seed, versions, other }: ReplayInput): Replay {
  let old = newTalk(seed)
  for (const { event, clock, steps } of story.slice(0, talk.from))
    old = advance(bookOf(steps, versions), old, event, clock).state
  let now = old
  const result: Replay = { turns: [], parting: null }
  for (const [turn, recorded] of story.slice(talk.from, talk.to).entries()) {
    const { event, clock, steps: before } = recorded
    const book = bookOf(before, versions)
    const right = advance(withOther(book, other), now, translated(event, old, now), clock)
    old = advance(book, old, event, clock).state
    now = right.state
    result.turns.push({ recorded, before, after: right.steps })
    const step = partingOf(before, right.steps)
    if (step !== undefined) result.parting ??= { turn, step }
  }
  return result
}

const isStart = ({ kind, reason }: Step): boolean => kind === 'started' && reason !== 'jump'

/** What an event was heard with: of the live versions those that it started, for no other one spoke. */
function bookOf(steps: readonly Step[], versions: readonly ScenarioVersion[]): Book {
  const started = versionsOf(steps.filter(({ kind }) => kind === 'started'))
  const live = started.flatMap(({ scenarioId, version }) =>
    versions.filter((one) => one.scenarioId === scenarioId && one.version === version),
  )
  return { live, pinned: versions }
}

function withOther({ live, pinned }: Book, other: ScenarioVersion): Book {
  const isIt = ({ scenarioId }: ScenarioVersion) => scenarioId === other.scenarioId
  const speaking = live.some(isIt) ? live.map((one) => (isIt(one) ? other : one)) : [...live, other]
  return { live: speaking, pinned: [...pinned, other] }
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

function partingOf(before: readonly Step[], after: readonly Step[]): number | undefined {
  for (let step = 0; step < Math.max(before.length, after.length); step++) {
    const [left, right] = [before[step], after[step]]
    const same =
      left?.kind === right?.kind &&
      left?.scenarioId === right?.scenarioId &&
      left?.nodeId === right?.nodeId &&
      left?.exit === right?.exit &&
      left?.reason === right?.reason
    if (!same) return step
  }
  return undefined
}
