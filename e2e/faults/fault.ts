import type { Tally } from './tally.ts'
import type { World } from './world.ts'

/** One fault: what is done to a whole Cartie, and what must still hold. */
export interface Fault {
  /** Its numbers in the list of faults that Cartie must survive, joined by `+`. */
  id: string
  title: string
  /** Whether it depends on where the queues live; if not, one backend is enough. */
  onEachBackend: boolean
  /** Hurts the world and returns what it counted; throws where a promise besides the tally is broken. */
  run: (world: World) => Promise<Tally>
}

/** Throws with what was expected and seen. */
export function must(ok: boolean, what: string): asserts ok {
  if (!ok) throw new Error(what)
}

export const carPaths = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `/car/${from + i}`)

/** What all but a hundredth stay within. */
export const p99 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? 0

/** Asks every 25 ms until something holds; throws with `what` after `withinMs`. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  withinMs = 10_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + withinMs
  for (;;) {
    const value = await ask()
    if (value) return value
    must(Date.now() < end, `not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export interface Asked {
  status: number
  ms: number
  headers: Headers
  text: string
}

/** One request to the API as it is, with its time. Rejects where nobody answers within `withinMs`. */
export async function ask(
  world: Pick<World, 'apiUrl' | 'key'>,
  path: string,
  more: {
    method?: string
    key?: string | null
    body?: unknown
    headers?: Record<string, string>
    withinMs?: number
  } = {},
): Promise<Asked> {
  const started = performance.now()
  const key = more.key === undefined ? world.key : more.key
  const reply = await fetch(world.apiUrl + path, {
    method: more.method ?? 'GET',
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more.headers,
    },
    ...(more.body === undefined
      ? {}
      : { body: typeof more.body === 'string' ? more.body : JSON.stringify(more.body) }),
    signal: AbortSignal.timeout(more.withinMs ?? 15_000),
  })
  const text = await reply.text()
  return { status: reply.status, ms: performance.now() - started, headers: reply.headers, text }
}

/** The lines of a process's log with that message. */
export const logLines = (world: World, pid: number | undefined, message: string): string[] =>
  world
    .logs()
    .split('\n')
    .filter((line) => line.includes(`"pid":${pid},`) && line.includes(`"msg":"${message}"`))
