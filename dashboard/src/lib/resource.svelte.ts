import { isAbort } from './is-abort.ts'

/** Something that is fetched and may be fetched anew: while it is, what was there stays. */
export class Resource<T> {
  data = $state.raw<T | undefined>(undefined)
  error = $state.raw<unknown>(undefined)
  loading = $state(true)
  #abort = new AbortController()
  #fetch: (signal: AbortSignal) => Promise<T>

  constructor(fetch: (signal: AbortSignal) => Promise<T>) {
    this.#fetch = fetch
  }

  /** Fetches; a fetch under way is given up. Never throws: see `error`. */
  async load(): Promise<void> {
    this.#abort.abort()
    const abort = new AbortController()
    this.#abort = abort
    this.loading = true
    try {
      const data = await this.#fetch(abort.signal)
      if (abort.signal.aborted) return
      this.data = data
      this.error = undefined
    } catch (error) {
      if (abort.signal.aborted || isAbort(error)) return
      this.error = error
    }
    this.loading = false
  }

  /** Gives up what is under way. */
  stop(): void {
    this.#abort.abort()
  }
}
