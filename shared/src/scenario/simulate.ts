import type { WorkingHours } from '../domain/working-hours.ts'
import type { Effect, Step } from './effect.ts'
import { advance } from './engine.ts'
import type { Sender, TalkEvent } from './event.ts'
import type { Book } from './graph.ts'
import type { Keyboard } from './keyboard.ts'
import { fakeWorld, type World } from './fake-world.ts'
import { newTalk, type TalkState } from './talk-state.ts'

/** One message of the fake chat. */
export interface Bubble {
  from: 'bot' | 'person' | 'note'
  messageId: number
  /** Telegram's HTML from the bot, plain text from the person and in notes. */
  text: string
  photos: string[]
  keyboard?: Keyboard
  /** Milliseconds since 1970, on the virtual clock. */
  at: number
}

/** A talk with nobody: nothing of it reaches Telegram. Never changed; `play` makes the next one. */
export interface Simulation {
  book: Book
  sender: Sender
  world: World
  state: TalkState
  now: number
  timeZone: string
  hours: WorkingHours | null
  bubbles: Bubble[]
  timers: { token: string; at: number }[]
  /** All of the talk so far, for inspection. */
  effects: Effect[]
  steps: Step[]
  nextId: number
}

/** What the person at the simulator does. */
export type Play =
  | { do: 'say'; text: string }
  | { do: 'press'; data: string; messageId: number }
  | { do: 'share_contact'; phone: string }
  | { do: 'send_photos'; count: number }
  | { do: 'start'; payload?: string }
  | { do: 'timeout' }
  | { do: 'take_over' }
  | { do: 'give_back' }
  | { do: 'new_user' }

interface Setup {
  book: Book
  /** Milliseconds since 1970. */
  now: number
  timeZone: string
  /** When the company answers; absent or null: it tells no hours. */
  hours?: WorkingHours | null
  sender?: Sender
  /** Answers to searches, leads, requests; made up if absent. */
  world?: World
}

const someone: Sender = { id: '1', name: 'Олена', languageCode: 'uk' }

export const startSimulation = ({
  book,
  now,
  timeZone,
  hours = null,
  sender = someone,
  world = fakeWorld,
}: Setup): Simulation => ({
  book,
  sender,
  world,
  state: newTalk('sim1'),
  now,
  timeZone,
  hours,
  bubbles: [],
  timers: [],
  effects: [],
  steps: [],
  nextId: 1,
})

/** The simulation after one thing that the person does; "timeout" moves the clock to the next timer. */
export function play(simulation: Simulation, what: Play): Simulation {
  const next: Simulation = structuredCloneOf(simulation)
  const from = next.sender
  switch (what.do) {
    case 'new_user':
      next.nextId += 1
      next.sender = { ...from, id: String(Number(from.id) + 1) }
      return {
        ...next,
        state: newTalk(`sim${next.nextId.toString(36)}`),
        bubbles: [],
        timers: [],
        effects: [],
        steps: [],
      }
    case 'timeout':
      return timeOut(next)
    case 'say':
      return happen(next, { type: 'message', from, text: what.text }, what.text)
    case 'start':
      return happen(
        next,
        { type: 'start', from, payload: what.payload },
        `/start ${what.payload ?? ''}`.trim(),
      )
    case 'press': {
      const event: TalkEvent = {
        type: 'callback',
        from,
        callbackId: `press${next.nextId}`,
        data: what.data,
        messageId: what.messageId,
      }
      return happen(next, event)
    }
    case 'share_contact':
      return happen(
        next,
        { type: 'message', from, contact: { phone: what.phone, userId: from.id } },
        what.phone,
      )
    case 'send_photos': {
      const photos = Array.from({ length: what.count }, (_, i) => `photo-${next.nextId}-${i + 1}`)
      return happen(next, { type: 'message', from, photos }, `📷 ${what.count}`)
    }
    case 'take_over':
    case 'give_back':
      return happen(next, { type: what.do })
  }
}

/** The parts that change are copied; book and world are shared. */
const structuredCloneOf = (simulation: Simulation): Simulation => ({
  ...simulation,
  bubbles: [...simulation.bubbles],
  timers: [...simulation.timers],
  effects: [...simulation.effects],
  steps: [...simulation.steps],
})

function timeOut(simulation: Simulation): Simulation {
  const first = simulation.timers.toSorted((a, b) => a.at - b.at)[0]
  if (!first) return simulation
  simulation.timers = simulation.timers.filter((timer) => timer !== first)
  simulation.now = Math.max(simulation.now, first.at)
  return happen(simulation, { type: 'timer', token: first.token })
}

/** Lets an event happen, then everything that the world answers at once. */
function happen(simulation: Simulation, event: TalkEvent, said?: string): Simulation {
  if (said !== undefined) bubble(simulation, 'person', said)
  const events = [event]
  for (let next = events.shift(); next; next = events.shift()) {
    const { state, effects, steps } = advance(simulation.book, simulation.state, next, {
      now: simulation.now,
      timeZone: simulation.timeZone,
      hours: simulation.hours,
    })
    simulation.state = state
    simulation.effects.push(...effects)
    simulation.steps.push(...steps)
    for (const effect of effects) {
      show(simulation, effect)
      const answer = simulation.world(effect)
      if (answer && 'token' in effect) events.push({ type: 'result', token: effect.token, ...answer })
    }
  }
  return simulation
}

function show(simulation: Simulation, effect: Effect): void {
  switch (effect.type) {
    case 'send':
      return bubble(simulation, 'bot', effect.text, effect.photos, effect.keyboard)
    case 'edit':
      simulation.bubbles = simulation.bubbles.map((one) => {
        const { keyboard: _, ...bare } = one
        return one.messageId === effect.messageId ? bare : one
      })
      return
    case 'startTimer':
      simulation.timers.push({ token: effect.token, at: Date.parse(effect.at) })
      return
    case 'cancelTimer':
      simulation.timers = simulation.timers.filter(({ token }) => token !== effect.token)
      return
    case 'answerCallback':
      if (effect.text) bubble(simulation, 'note', effect.text)
      return
    default:
      return bubble(simulation, 'note', effect.type)
  }
}

function bubble(
  simulation: Simulation,
  from: Bubble['from'],
  text: string,
  photos: string[] = [],
  keyboard?: Keyboard,
): void {
  const messageId = simulation.nextId
  simulation.nextId += 1
  simulation.bubbles.push({
    from,
    messageId,
    text,
    photos,
    at: simulation.now,
    ...(keyboard ? { keyboard } : {}),
  })
}
