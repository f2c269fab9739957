import { closeSync, openSync, writeSync } from 'node:fs'
import type { ErrorParameters } from './api-error.ts'
import type { Attempt } from './webhook.ts'
import { Log } from './log.ts'

/** One request of a bot. */
export interface Call {
  kind: 'call'
  /** When it had arrived, in milliseconds since 1970. */
  at: number
  /** The bot's username; empty where the token is nobody's. */
  bot: string
  method: string
  chatId: string
  params: Readonly<Record<string, string>>
  /** The names of the fields that were files. */
  files: string[]
  /** The HTTP status it was answered with; 0 where the answer was lost. */
  status: number
  /** Whether Telegram did it, whatever was answered. */
  done: boolean
  error?: string
  parameters?: ErrorParameters
  /** The messages that came of it. */
  messageIds: number[]
}

/** One update brought to a webhook. */
export interface Delivery extends Attempt {
  kind: 'delivery'
  at: number
  bot: string
}

export type Entry = Call | Delivery

export const isCall = (entry: Entry): entry is Call => entry.kind === 'call'
export const isDelivery = (entry: Entry): entry is Delivery => entry.kind === 'delivery'

/** Everything that went in or out, outside of the product; also as lines of JSON in a file where one is named. */
export class Journal extends Log<Entry> {
  readonly #file: number | undefined

  constructor(path: string | undefined) {
    super()
    this.#file = path === undefined ? undefined : openSync(path, 'a')
  }

  override append(entry: Entry): void {
    if (this.#file !== undefined) writeSync(this.#file, `${JSON.stringify(entry)}\n`)
    super.append(entry)
  }

  calls(method?: string): Call[] {
    return this.entries.filter(isCall).filter((call) => method === undefined || call.method === method)
  }

  deliveries(): Delivery[] {
    return this.entries.filter(isDelivery)
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file)
  }
}

/** Reads back what a journal wrote to a file. */
export function parseJournal(lines: string): Entry[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry)
}
