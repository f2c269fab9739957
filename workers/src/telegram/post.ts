import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'

export interface Post {
  /** Path and query below the pool's origin. */
  path: string
  headers: Record<string, string>
  body: string | Readable
  signal: AbortSignal
  /** Called when the request goes to an open connection: from now on it may have arrived. */
  onBegun: () => void
}

/**
 * One POST over a pool. Resolves with the status and the whole text of the answer, rejects with the connection's
 * error or the signal's reason. A request that was given up before it began is never sent.
 */
export function post(pool: Dispatcher, request: Post): Promise<{ status: number; text: string }> {
  const { path, headers, body, signal, onBegun } = request
  return new Promise((resolve, reject) => {
    let running: Dispatcher.DispatchController | undefined
    let status = 0
    let isSettled = false
    const chunks: Buffer[] = []
    const end = (settle: () => void) => {
      isSettled = true
      signal.removeEventListener('abort', giveUpSoon)
      settle()
    }
    const giveUp = () => {
      if (isSettled) return
      const reason = signal.reason instanceof Error ? signal.reason : new Error('aborted')
      running?.abort(reason)
      end(() => reject(reason))
    }
    // A process that was frozen finds its time over and the answer in its socket: that is read first.
    const giveUpSoon = () => void setImmediate(giveUp)
    if (signal.aborted) return giveUp()
    signal.addEventListener('abort', giveUpSoon)
    pool.dispatch(
      { path, method: 'POST', headers, body },
      {
        onRequestStart(controller) {
          if (signal.aborted) return controller.abort(new Error('aborted'))
          running = controller
          onBegun()
        },
        onResponseStart(_, code) {
          status = code
        },
        onResponseData(_, chunk) {
          chunks.push(chunk)
        },
        onResponseEnd: () => end(() => resolve({ status, text: Buffer.concat(chunks).toString() })),
        onResponseError: (_, error) => end(() => reject(error)),
      },
    )
  })
}
