import type { EventName, EventPayload } from '@cartie/shared/event'
import { session } from './session.svelte.ts'

type Listener = (payload: unknown) => void
const longestPauseMs = 30_000
/** A browser keeps few connections to one origin: a tab that nobody sees gives its stream back after this. */
const unseenMs = 20_000

/** The workspace's events as they happen. Opened by the shell; pages listen while they are shown. */
class Live {
  state = $state<'live' | 'connecting' | 'offline'>('connecting')
  #listeners = new Map<string, Set<Listener>>()
  #again = new Set<() => void>()
  #refused = new Set<() => void>()
  #source: EventSource | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #unseen: ReturnType<typeof setTimeout> | undefined
  /** Whether there is no stream because nobody looks: then nothing but a look opens one. */
  #isResting = false
  #failures = 0
  #wasOpen = false
  #after: string | undefined

  /** Opens the stream; returns what closes it. */
  open(): () => void {
    // The first stream tells what has happened since the session was read. A session that was used for that before
    // may be old: then pages fetch what they have missed, as after a break.
    const after = session.me?.eventsAfter
    this.#wasOpen = after === this.#after
    this.#after = after
    this.#isResting = false
    this.#connect(this.#wasOpen ? undefined : after)
    const online = () => this.#restart(0)
    const offline = () => (this.state = 'offline')
    const look = () => {
      clearTimeout(this.#unseen)
      if (document.hidden) this.#unseen = setTimeout(() => this.#rest(), unseenMs)
      else if (this.#isResting) this.#wake()
    }
    look()
    document.addEventListener('visibilitychange', look)
    addEventListener('online', online)
    addEventListener('offline', offline)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', online)
      removeEventListener('offline', offline)
      clearTimeout(this.#unseen)
      this.#rest()
    }
  }

  #rest(): void {
    this.#isResting = true
    clearTimeout(this.#timer)
    this.#source?.close()
  }

  /** What happened while nobody looked is fetched by whoever listens: see `onAgain`. */
  #wake(): void {
    this.#isResting = false
    this.#restart(0)
  }

  /** Calls back for each event of a name; returns what ends it, as an effect wants it. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener as Listener))
    this.#source?.addEventListener(name, this.#receive)
    return () => listeners.delete(listener as Listener)
  }

  /** Calls back when the stream is there after a break that it does not bridge: what was missed has to be fetched. */
  onAgain(listener: () => void): () => void {
    this.#again.add(listener)
    return () => this.#again.delete(listener)
  }

  /** Calls back when the stream is refused: the session, or the workspace, may have ended. */
  onRefused(listener: () => void): () => void {
    this.#refused.add(listener)
    return () => this.#refused.delete(listener)
  }

  #receive = (event: MessageEvent<string>): void => {
    const { payload } = JSON.parse(event.data) as { payload: unknown }
    for (const listener of this.#listeners.get(event.type) ?? []) listener(payload)
  }

  #connect(after?: string): void {
    const query = new URLSearchParams({
      ...(session.workspaceId ? { workspace: session.workspaceId } : {}),
      ...(after ? { after } : {}),
    })
    const source = new EventSource(`/api/v1/events?${query}`)
    this.#source = source
    source.onopen = () => {
      this.state = 'live'
      this.#failures = 0
      if (this.#wasOpen) for (const listener of this.#again) listener()
      this.#wasOpen = true
    }
    source.onerror = () => {
      this.state = navigator.onLine ? 'connecting' : 'offline'
      // What a page has read meanwhile may be older than the stream, also of one that was never there before.
      this.#wasOpen = true
      // The browser comes back by itself, with Last-Event-ID, unless it was refused.
      if (source.readyState !== EventSource.CLOSED) return
      this.#restart(++this.#failures)
      for (const listener of this.#refused) listener()
    }
    for (const name of this.#listeners.keys()) source.addEventListener(name, this.#receive)
  }

  #restart(failures: number): void {
    if (this.#isResting) return
    this.#source?.close()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#connect(), Math.min(500 * 2 ** failures, longestPauseMs))
  }
}
export const live = new Live()
