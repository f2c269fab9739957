import { cleanLine } from '../domain/clean-text.ts'
import { builtIn, type Dictionary } from '../domain/dictionary.ts'
import { openingText } from '../domain/opening-text.ts'
import { isOpen, nextOpening } from '../domain/working-hours.ts'
import type { Language } from '../schemas/common.ts'
import type { Effect, Step } from './effect.ts'
import type { Clock, Sender } from './event.ts'
import { fillHtml, fillPlain, fillUrl, fillValue, type Lookup } from './fill.ts'
import { versionIn, type Book, type ScenarioGraph } from './graph.ts'
import { pressData, type Keyboard, type Press } from './keyboard.ts'
import { localDay } from './local-day.ts'
import { languageOf, textIn, type LocalText } from './local-text.ts'
import type { NodeContext, Outcome } from './node.ts'
import { messagesOf } from './say.ts'
import { systemTexts, type SystemText } from './system-texts.ts'
import type { BackEntry, Position, TalkState, Waiting, WaitingFor } from './talk-state.ts'
import { limits } from './telegram.ts'
import { menuOf } from './triggers.ts'
import type { Value } from './value.ts'

const mostBack = 30
const mostJumps = 20

/** One talk while one event goes through it: a copy of its state, and what comes of it. */
export class Talk implements NodeContext {
  readonly book: Book
  readonly clock: Clock
  readonly effects: Effect[] = []
  readonly steps: Step[] = []
  at: Position | null
  waiting: Waiting | null
  token = ''
  readonly #state: Omit<TalkState, 'place'>

  constructor(book: Book, state: TalkState, clock: Clock) {
    this.book = book
    this.clock = clock
    const { place, ...rest } = structuredClone(state)
    this.#state = rest
    this.at = place && { scenarioId: place.scenarioId, version: place.version, nodeId: place.nodeId }
    this.waiting = place?.waiting ?? null
    this.token = this.waiting?.token ?? ''
  }

  /** The state after the event. */
  finish(): TalkState {
    const place = this.at && this.waiting ? { ...this.at, waiting: this.waiting } : null
    return { ...this.#state, place }
  }

  get handedOff(): boolean {
    return this.#state.handedOff
  }
  get contact(): TalkState['contact'] {
    return this.#state.contact
  }
  get payload(): string | null {
    return this.#state.payload
  }
  get dictionary(): Dictionary {
    return this.book.dictionary ?? builtIn
  }
  get today(): string {
    return localDay(this.clock)
  }
  get memory(): Value {
    return this.waiting?.memory ?? null
  }
  get waitsFor(): WaitingFor | undefined {
    return this.waiting?.for
  }
  get menu(): readonly LocalText[] {
    return menuOf(this.book)
  }
  /** The graph that the talk is in; undefined if nothing runs or its version is gone. */
  get graph(): ScenarioGraph | undefined {
    return this.at ? versionIn(this.book, this.at.scenarioId, this.at.version)?.graph : undefined
  }
  get language(): Language {
    const { language, contact } = this.#state
    return language ?? languageOf(contact.languageCode) ?? this.graph?.languages[0] ?? 'uk'
  }
  get canGoBack(): boolean {
    return this.#state.back.length > (this.waiting?.for === 'answer' ? 1 : 0)
  }

  /** Remembers who writes. */
  meet(sender: Sender | undefined): void {
    if (!sender) return
    for (const key of ['id', 'name', 'username', 'languageCode'] as const) {
      const value = sender[key]
      if (value !== undefined) this.#state.contact[key] = cleanLine(value).slice(0, 200).toWellFormed()
    }
  }

  readonly get: Lookup = (name) => {
    if (name === 'contact') return { ...this.#state.contact }
    if (name === 'payload') return this.#state.payload ?? undefined
    if (name === 'language') return this.language
    if (name === 'company_open') return isOpen(this.clock.hours ?? null, this.clock.now, this.clock.timeZone)
    if (name === 'company_opens') return this.#opens
    return Object.hasOwn(this.#state.variables, name) ? this.#state.variables[name] : undefined
  }

  /** When the company answers next, to stand in a sentence; empty while it does. */
  get #opens(): string {
    const { hours, now, timeZone } = this.clock
    const next = hours && nextOpening(hours, now, timeZone)
    return next ? openingText(next, this.language) : ''
  }

  set(name: string, value: Value | undefined): void {
    const { variables, back } = this.#state
    const undo = back.at(-1)?.undo
    const had = Object.hasOwn(variables, name)
    if (undo && !undo.some((one) => one.name === name)) undo.push({ name, old: variables[name] ?? null, had })
    if (value === undefined) delete variables[name]
    else variables[name] = value
  }

  html(text: LocalText, language?: Language): string {
    return fillHtml(textIn(text, language ?? this.language), this.get)
  }
  label(text: LocalText): string {
    const filled = fillPlain(textIn(text, this.language), this.get).replace(/\s+/g, ' ').trim() || '…'
    const short = filled.slice(0, limits.button - 1).replace(/[\ud800-\udbff]$/, '')
    return filled.length > limits.button ? `${short}…` : filled
  }
  plain(template: string): string {
    return fillPlain(template, this.get)
  }
  url(template: string): string {
    return fillUrl(template, this.get)
  }
  value(template: string): Value | undefined {
    return fillValue(template, this.get)
  }
  system(text: SystemText): string {
    return textIn(systemTexts[text], this.language)
  }
  press(press: Press): string {
    return pressData(this.token, press)
  }

  emit(effect: Effect): void {
    this.effects.push(effect)
  }

  say(html: string, { photos, keyboard }: { photos?: string[]; keyboard?: Keyboard } = {}): void {
    const messages = messagesOf(html, photos, keyboard)
    const plain = messages.find((one) => one.type === 'send' && !one.keyboard && one.photos.length < 2)
    if (keyboard?.kind === 'reply') this.#state.replyKeyboard = true
    else if (this.#state.replyKeyboard && plain?.type === 'send') {
      plain.keyboard = { kind: 'remove' }
      this.#state.replyKeyboard = false
    }
    this.effects.push(...messages)
  }

  renewToken(): void {
    this.#state.counter += 1
    this.token = `${this.#state.seed}${this.#state.counter.toString(36)}`
  }

  setLanguage(language: Language): void {
    this.#state.language = language
    this.emit({ type: 'setLanguage', language })
  }
  setPhone(phone: string): void {
    this.#state.contact.phone = phone
  }
  setPayload(payload: string | null): void {
    this.#state.payload = payload
  }
  settle(): void {
    this.#state.back = []
  }
  handOff(): void {
    this.#state.handedOff = true
  }
  giveBack(): void {
    this.#state.handedOff = false
  }

  step(kind: Step['kind'], at: Position, more: Pick<Step, 'exit' | 'reason'> = {}): void {
    this.steps.push({ kind, ...at, ...more })
  }

  /** Begins to wait where the talk is; a question becomes a place that Back returns to. */
  wait(at: Position, outcome: Outcome & { to: 'wait' }): void {
    const timer = outcome.until !== undefined
    if (this.waiting?.timer) this.emit({ type: 'cancelTimer', token: this.waiting.token })
    if (outcome.until !== undefined)
      this.emit({ type: 'startTimer', token: this.token, at: new Date(outcome.until).toISOString() })
    const asked = this.waiting !== null
    this.waiting = {
      token: this.token,
      for: outcome.for,
      tries: 0,
      choices: outcome.choices ?? [],
      timer,
      memory: outcome.memory ?? null,
      missed: null,
    }
    if (outcome.for !== 'answer' || asked) return
    this.#state.back.push({ at: { ...at }, jumps: structuredClone(this.#state.jumps), undo: [] })
    if (this.#state.back.length > mostBack) this.#state.back.shift()
  }

  /** The question that is waited at is about to be asked again. */
  forgetQuestion(): void {
    this.#state.back.pop()
  }

  /** Takes back what this event was about to say. */
  unsay(): void {
    this.effects.splice(0, Infinity, ...this.effects.filter(({ type }) => type !== 'send'))
  }

  /** Stops waiting; a timer that is still to come is called off. */
  stopWaiting(): void {
    if (this.waiting?.timer) this.emit({ type: 'cancelTimer', token: this.waiting.token })
    this.waiting = null
  }

  /** Nothing runs any more. */
  clear(reason: string): void {
    this.stopWaiting()
    if (this.at) this.step('ended', this.at, { reason })
    this.at = null
    this.#state.back = []
    this.#state.jumps = []
  }

  /** A new talk knows nothing of the one before. */
  forget(): void {
    this.#state.variables = {}
  }

  pushJump(from: Position): void {
    this.#state.jumps.push({ ...from })
    if (this.#state.jumps.length > mostJumps) this.#state.jumps.shift()
  }
  popJump(): Position | undefined {
    return this.#state.jumps.pop()
  }

  /** Takes the talk to the question before, with the variables that it had there; undefined if there is none. */
  takeBack(): Position | undefined {
    if (!this.canGoBack) return undefined
    if (this.waiting?.for === 'answer') this.#undo(this.#state.back.pop())
    const entry = this.#state.back.pop()
    this.#undo(entry)
    if (entry) this.#state.jumps = entry.jumps
    return entry?.at
  }

  #undo(entry: BackEntry | undefined): void {
    for (const { name, old, had } of entry?.undo ?? []) {
      if (had) this.#state.variables[name] = old
      else delete this.#state.variables[name]
    }
  }
}
