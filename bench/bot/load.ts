import { markerBy } from '../../e2e/telegram/checks.ts'
import type { Bot } from '../../e2e/telegram/bot.ts'
import { isCall, type Entry } from '../../e2e/telegram/journal.ts'
import type { Person } from '../../e2e/telegram/person.ts'
import type { TelegramServer } from '../../e2e/telegram/server.ts'
import { quantile } from '../median.ts'

export interface BotLoad {
  /** Those who write; in a closed loop each writes again when it is answered. */
  people: readonly Person[]
  /** Updates a second whether answered or not, people taking turns; a closed loop where it is missing. */
  perSecond?: number
  seconds: number
  /** How long answers are awaited after the end: 10 seconds where it is missing. */
  settleMs?: number
}

export interface BotFigures {
  updates: number
  perSecond: number
  /** From the moment a person writes to the arrival of the sendMessage at the server. */
  p50Ms: number
  p99Ms: number
  /** Written and never answered. */
  lost: number
  doubled: number
  /** Answered in another order than written, per chat. */
  disordered: number
  /** Deliveries that the webhook did not take. */
  refused: number
}

const markerOf = markerBy(/#(\d+)#/)
let lastMarker = 0

/** Writes to a bot whose answer repeats the `#12#` of what it answers, and measures it at the server. */
export async function loadBot(server: TelegramServer, bot: Bot, load: BotLoad): Promise<BotFigures> {
  const { people, perSecond, seconds, settleMs = 10_000 } = load
  const open = new Map<string, { person: Person; at: number }>()
  const lastOf = new Map<Person, number>()
  const latencies: number[] = []
  const counts = { doubled: 0, disordered: 0, refused: 0 }
  const started = performance.now()
  const end = started + seconds * 1000
  let ended = started
  let settled: () => void = () => undefined

  const write = (person: Person) => {
    const marker = String(++lastMarker)
    open.set(marker, { person, at: server.world.clock.now() })
    person.sends(bot, `#${marker}# a Camry up to 20000`)
  }
  const stop = server.journal.listen((entry: Entry) => {
    if (!isCall(entry)) {
      if (entry.status < 200 || entry.status > 299) counts.refused++
      return
    }
    const marker = entry.done ? markerOf(entry) : undefined
    if (marker === undefined) return
    const written = open.get(marker)
    if (!written) return void counts.doubled++
    open.delete(marker)
    latencies.push(entry.at - written.at)
    if ((lastOf.get(written.person) ?? 0) > Number(marker)) counts.disordered++
    lastOf.set(written.person, Number(marker))
    ended = performance.now()
    if (perSecond === undefined && ended < end) write(written.person)
    else if (open.size === 0) settled()
  })

  if (perSecond === undefined) for (const person of people) write(person)
  else await writeAtRate(people, perSecond, started, end, write)
  await new Promise<void>((resolve) => {
    settled = () => performance.now() >= end && resolve()
    setTimeout(resolve, end - performance.now() + settleMs).unref()
    setTimeout(() => open.size === 0 && resolve(), Math.max(0, end - performance.now()))
  })
  stop()
  return {
    updates: latencies.length,
    perSecond: latencies.length / ((ended - started) / 1000),
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    lost: open.size,
    ...counts,
  }
}

/** Everybody writes once and is answered: talks have begun. Throws where an answer is missing after 60 seconds. */
export async function greetBot(server: TelegramServer, bot: Bot, people: readonly Person[]): Promise<void> {
  const waiting = new Set(people.map(({ id }) => String(id)))
  let answered: () => void = () => undefined
  const stop = server.journal.listen((entry: Entry) => {
    if (isCall(entry) && entry.done && waiting.delete(entry.chatId ?? '') && !waiting.size) answered()
  })
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${waiting.size} people were not answered`)), 60_000).unref()
  })
  const all = new Promise<void>((resolve) => (answered = resolve))
  for (const person of people) person.sends(bot, 'hello')
  await Promise.race([all, late]).finally(stop)
}

async function writeAtRate(
  people: readonly Person[],
  perSecond: number,
  started: number,
  end: number,
  write: (person: Person) => void,
): Promise<void> {
  for (let written = 0; performance.now() < end;) {
    const due = Math.floor(((performance.now() - started) / 1000) * perSecond)
    for (; written < due; written++) {
      const person = people[written % people.length]
      if (person) write(person)
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}
