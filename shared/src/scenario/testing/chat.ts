import type { Effect, Step } from '../effect.ts'
import { advance } from '../engine.ts'
import type { Clock, TalkEvent } from '../event.ts'
import type { Book, ScenarioGraph, ScenarioNode } from '../graph.ts'
import type { Keyboard } from '../keyboard.ts'
import { newTalk, type TalkState } from '../talk-state.ts'
import { refusedByTelegram } from './limits.ts'

/** A Wednesday at noon in Kyiv. */
export const clock: Clock = { now: Date.UTC(2026, 10, 25, 10), timeZone: 'Europe/Kyiv' }

export const node = (
  id: string,
  type: string,
  options: ScenarioNode['options'],
  exits: Record<string, string> = {},
): ScenarioNode => ({ id, type, options, exits, at: { x: 0, y: 0 } })

export const start = (triggers: ScenarioNode['options'][], next: string): ScenarioNode =>
  node('start', 'START', { triggers }, { next })
export const say = (id: string, text: string, next: string): ScenarioNode =>
  node(id, 'MESSAGE', { text: { en: text } }, { next })
export const ask = (id: string, variable: string, next: string): ScenarioNode =>
  node(id, 'QUESTION_TEXT', { text: { en: `${id}?` }, variable }, { answered: next })
export const end = (id: string, text: string): ScenarioNode => node(id, 'END', { text: { en: text } })

export const graphOf = (...nodes: ScenarioNode[]): ScenarioGraph => ({ languages: ['en'], nodes })

/** A book in which the scenarios s0, s1, … are live in their first version. */
export const bookOf = (...graphs: ScenarioGraph[]): Book => ({
  live: graphs.map((graph, i) => ({ scenarioId: `s${i}`, version: 1, graph })),
  pinned: [],
})

type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>

/** A talk in a test: what happens to it, and what came of the last event. */
export class Chat {
  book: Book
  state: TalkState
  effects: Effect[] = []
  steps: Step[] = []
  now = clock.now

  constructor(book: Book, state: TalkState = newTalk('t')) {
    this.book = book
    this.state = state
  }

  happen(event: TalkEvent): this {
    const next = advance(this.book, this.state, event, { ...clock, now: this.now })
    this.state = next.state
    this.effects = next.effects
    this.steps = next.steps
    const refused = refusedByTelegram(next.effects)
    if (refused.length > 0) throw new Error(`Telegram refuses ${refused.join(', ')}`)
    return this
  }

  say(text: string): this {
    return this.happen({ type: 'message', text, from: { id: '7', name: 'Тест', languageCode: 'en' } })
  }
  timer(token: string): this {
    return this.happen({ type: 'timer', token })
  }
  callback(data: string): this {
    return this.happen({ type: 'callback', callbackId: 'c', data, messageId: 1 })
  }
  press(label: string): this {
    return this.callback(this.button(label))
  }

  /** Callback data of a button of the last event. */
  button(label: string): string {
    const rows = this.of('send').flatMap(({ keyboard }) => (keyboard?.kind === 'inline' ? keyboard.rows : []))
    const found = rows.flat().find((button) => button.text.includes(label))
    if (!found || !('data' in found)) throw new Error(`There is no button ${label}`)
    return found.data
  }

  of<Type extends Effect['type']>(type: Type): EffectOf<Type>[] {
    return this.effects.filter((effect): effect is EffectOf<Type> => effect.type === type)
  }
  texts(): string[] {
    return this.of('send').map(({ text }) => text)
  }
  lastKeyboard(): Keyboard | undefined {
    return this.of('send').at(-1)?.keyboard
  }
}
