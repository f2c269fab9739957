import { z } from 'zod'
import { Language } from '../schemas/common.ts'
import { Value } from './value.ts'

const Position = z.object({ scenarioId: z.string(), version: z.int(), nodeId: z.string() })
export type Position = z.infer<typeof Position>

/** What a talk waits for: something from the person, a moment, an answer from the world, or a colleague. */
export const WaitingFor = z.enum(['answer', 'time', 'result', 'operator'])
export type WaitingFor = z.infer<typeof WaitingFor>

const Missed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timer') }),
  z.object({ kind: z.literal('result'), ok: z.boolean(), value: Value }),
])

export const Waiting = z.object({
  /** Timers, results and buttons of this wait carry it; any other token is stale. */
  token: z.string(),
  for: WaitingFor,
  /** Wrong answers so far. */
  tries: z.int(),
  /** What each inline button stands for, by its index. */
  choices: z.array(z.string()),
  /** A timer with this token runs. */
  timer: z.boolean(),
  /** What the node remembers from one event to the next. */
  memory: Value,
  /** What came while a colleague led the talk. */
  missed: Missed.nullable(),
})
export type Waiting = z.infer<typeof Waiting>

const Jump = Position
const Undo = z.object({ name: z.string(), old: Value, had: z.boolean() })

/** A question that Back may return to, with what has changed since it was asked, newest last. */
const BackEntry = z.object({ at: Position, jumps: z.array(Jump), undo: z.array(Undo) })
export type BackEntry = z.infer<typeof BackEntry>

/** One chat's place in its scenario. JSON through and through; `v` is the form of this very schema. */
export const TalkState = z.object({
  v: z.literal(1),
  /** Begins every token, so that a chat that starts anew mistakes none of its old buttons. */
  seed: z.string().regex(/^[a-z0-9]{1,12}$/),
  counter: z.int(),
  /** Chosen by the person; null: whatever their Telegram speaks. */
  language: Language.nullable(),
  contact: z.object({
    id: z.string().optional(),
    name: z.string().optional(),
    username: z.string().optional(),
    phone: z.string().optional(),
    languageCode: z.string().optional(),
  }),
  /** The payload of the last deep link. */
  payload: z.string().nullable(),
  /** Null: nothing runs. */
  place: Position.extend({ waiting: Waiting }).nullable(),
  variables: z.record(z.string(), Value),
  back: z.array(BackEntry),
  /** Where scenarios that were jumped into come back to. */
  jumps: z.array(Jump),
  handedOff: z.boolean(),
  /** The phone shows a keyboard of ours that the next plain message takes away. */
  replyKeyboard: z.boolean(),
})
export type TalkState = z.infer<typeof TalkState>

/** The state of a chat that nobody has spoken in. `seed` is short, of [a-z0-9], and new for each such state. */
export const newTalk = (seed: string): TalkState => ({
  v: 1,
  seed,
  counter: 0,
  language: null,
  contact: {},
  payload: null,
  place: null,
  variables: {},
  back: [],
  jumps: [],
  handedOff: false,
  replyKeyboard: false,
})

/** The versions that a talk needs in its book, besides the live ones. */
export function pinnedBy(state: TalkState): { scenarioId: string; version: number }[] {
  const all = [...(state.place ? [state.place] : []), ...state.jumps, ...state.back.map(({ at }) => at)]
  const byKey = new Map(
    all.map(({ scenarioId, version }) => [`${scenarioId} ${version}`, { scenarioId, version }]),
  )
  return [...byKey.values()]
}
