import type { Effect, Step } from './effect.ts'
import type { Clock, MessageEvent, TalkEvent } from './event.ts'
import type { Book } from './graph.ts'
import { readPress } from './keyboard.ts'
import { cancel, goBack, showMenu } from './navigation.ts'
import { begin, deliver, go, refuse, type Delivered } from './run.ts'
import type { TalkState } from './talk-state.ts'
import { Talk } from './talk.ts'
import { payloadPattern } from './telegram.ts'
import * as trigger from './triggers.ts'

export interface Advance {
  state: TalkState
  /** To be done in this order, in the transaction that stores the state. */
  effects: Effect[]
  steps: Step[]
}

/**
 * Takes a talk through one event. Pure: the same book, state, event and clock give the same answer, and none of
 * them is changed. Never throws for what a person or a scenario does: a scenario that can't go on ends politely
 * with a `fault` step.
 */
export function advance(book: Book, state: TalkState, event: TalkEvent, clock: Clock): Advance {
  const talk = new Talk(book, state, clock)
  if ('from' in event) talk.meet(event.from)
  if (event.type === 'give_back') giveBack(talk)
  else if (talk.handedOff) remember(talk, event)
  else handle(talk, event)
  return { state: talk.finish(), effects: talk.effects, steps: talk.steps }
}

function handle(talk: Talk, event: TalkEvent): void {
  switch (event.type) {
    case 'message':
      return onMessage(talk, event)
    case 'callback':
      return onCallback(talk, event)
    case 'start':
      return onStart(talk, event.payload)
    case 'command':
      return onCommand(talk, event.name)
    case 'menu':
      return onCommand(talk, 'menu')
    case 'timer': {
      const { waiting } = talk
      if (!waiting?.timer || waiting.token !== event.token) return
      waiting.timer = false
      return settle(talk, deliver(talk, { kind: 'timer' }))
    }
    case 'result': {
      if (talk.waiting?.for !== 'result' || talk.waiting.token !== event.token) return
      return settle(talk, deliver(talk, { kind: 'result', ok: event.ok, value: event.value }))
    }
    case 'take_over':
      return talk.handOff()
    case 'give_back':
  }
}

/** What is nobody's answer is refused. */
function settle(talk: Talk, delivered: Delivered): void {
  if (delivered?.to === 'refused') refuse(talk, delivered)
}

function onMessage(talk: Talk, event: MessageEvent): void {
  const text = event.text?.trim() ?? ''
  const [command, name = '', rest] = /^\/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text) ?? []
  if (command) return name.toLowerCase() === 'start' ? onStart(talk, rest?.trim()) : onCommand(talk, name)
  const navigation = trigger.navigationIn(text)
  if (navigation) return onCommand(talk, navigation)
  const chosen = text && trigger.findStart(talk.book, trigger.byMenu(text))
  if (chosen) return begin(talk, chosen)
  const { type, ...message } = event
  const refused = talk.waiting?.for === 'answer' && deliver(talk, { kind: type, message })
  if (refused === undefined) return
  const keyword = text && trigger.findStart(talk.book, trigger.byKeyword(text))
  if (keyword) return begin(talk, keyword)
  if (refused) return refuse(talk, refused)
  const reply = talk.at === null && trigger.findStart(talk.book, trigger.byDefault)
  if (reply) begin(talk, reply)
}

function onCallback(talk: Talk, event: Extract<TalkEvent, { type: 'callback' }>): void {
  const { callbackId, messageId } = event
  const pressed = readPress(event.data)
  const live = pressed !== undefined && talk.waiting?.token === pressed.token
  const choice = typeof pressed?.press === 'number' ? talk.waiting?.choices[pressed.press] : undefined
  if (!live || (typeof pressed.press === 'number' && choice === undefined))
    return talk.emit({ type: 'answerCallback', callbackId, text: talk.system('stale') })
  talk.emit({ type: 'answerCallback', callbackId })
  if (messageId !== undefined) talk.emit({ type: 'edit', messageId, keyboard: null })
  if (pressed.press === 'back') return goBack(talk)
  if (pressed.press === 'cancel') return cancel(talk)
  if (choice !== undefined) settle(talk, deliver(talk, { kind: 'choice', choice }))
}

function onStart(talk: Talk, payload: string | undefined): void {
  const known = payload !== undefined && payloadPattern.test(payload) ? payload : undefined
  if (known) talk.setPayload(known)
  const { book } = talk
  const start =
    (known && trigger.findStart(book, trigger.byPayload(known))) ||
    trigger.findStart(book, trigger.byCommand('start')) ||
    (trigger.menuOf(book).length === 0 && trigger.findStart(book, trigger.byDefault))
  if (start) begin(talk, start)
  else showMenu(talk)
}

function onCommand(talk: Talk, name: string): void {
  const start = trigger.findStart(talk.book, trigger.byCommand(name))
  if (name === 'back') goBack(talk)
  else if (name === 'cancel') cancel(talk)
  else if (start) begin(talk, start)
  else if (name === 'menu') showMenu(talk)
  else talk.say(talk.system('unknownCommand'))
}

/** A colleague leads the talk: nothing is said, and what the talk waited for is kept for later. */
function remember(talk: Talk, event: TalkEvent): void {
  const { waiting } = talk
  if (!waiting || !('token' in event) || waiting.token !== event.token) return
  if (event.type === 'timer' && waiting.timer) {
    waiting.timer = false
    waiting.missed ??= { kind: 'timer' }
  } else if (event.type === 'result' && waiting.for === 'result')
    waiting.missed ??= { kind: 'result', ok: event.ok, value: event.value }
}

/** The bot leads again: from the handoff node on, with what came meanwhile, or with its last question. */
function giveBack(talk: Talk): void {
  if (!talk.handedOff) return
  talk.giveBack()
  const { waiting, at } = talk
  if (!waiting || !at) return
  const { missed } = waiting
  waiting.missed = null
  if (waiting.for === 'operator') return settle(talk, deliver(talk, { kind: 'operator' }))
  if (waiting.for === 'answer') {
    talk.forgetQuestion()
    return go(talk, at)
  }
  if (missed) settle(talk, deliver(talk, missed))
}
