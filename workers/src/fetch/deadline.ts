/** One end for everything that a fetch does: DNS, robots.txt, connects, redirects, body and unpacking. */
export interface Deadline {
  readonly expired: boolean
  /** True when the caller's signal ended it, which says nothing about the site. */
  readonly cancelled: boolean
  /** Milliseconds left, at least 1. */
  remainingMs(): number
  /** Called once at the end, or at once if it has passed; replaces the one before. Undefined takes it away. */
  onExpire(listener: (() => void) | undefined): void
  /** The promise's value, or undefined when the deadline comes first. */
  race<T>(promise: Promise<T>): Promise<T | undefined>
  /** Must be called when the fetch has ended. */
  clear(): void
}

/**
 * Starts a deadline.
 * @param ms milliseconds from now
 * @param signal ends it early, as a cancelled parse does
 */
export function startDeadline(ms: number, signal?: AbortSignal): Deadline {
  const endsAt = performance.now() + ms
  let expired = signal?.aborted ?? false
  let listener: (() => void) | undefined
  const expire = () => {
    if (expired) return
    expired = true
    listener?.()
  }
  const timer = setTimeout(expire, ms)
  signal?.addEventListener('abort', expire, { once: true })
  const onExpire = (next: (() => void) | undefined) => {
    listener = next
    if (expired) next?.()
  }
  return {
    get expired() {
      return expired
    },
    get cancelled() {
      return signal?.aborted ?? false
    },
    remainingMs: () => Math.max(1, Math.ceil(endsAt - performance.now())),
    onExpire,
    race: (promise) =>
      new Promise((resolve, reject) => {
        onExpire(() => resolve(undefined))
        promise.then(resolve, reject).finally(() => onExpire(undefined))
      }),
    clear: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', expire)
    },
  }
}
