import { setTimeout as delay } from 'node:timers/promises'
import { startEmbedded, type Embedded } from '@cartie/db/embedded'

export interface OwnDatabase {
  url: string
  /** Ends it in order within that time, else by force. */
  stop: (withinMs: number) => Promise<void>
}

/**
 * Runs the embedded Postgres and starts it again on the same port whenever it ends; clients reconnect.
 * Throws what the first start throws.
 */
export async function startDatabase(
  dataDir: string,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<OwnDatabase> {
  let server = await startEmbedded({ dataDir, log: note, signal })
  let restart: Promise<void> | undefined

  const watch = (running: Embedded) => {
    running.onExit(() => {
      if (signal.aborted) return
      note('Postgres ended; starting it again.')
      restart = startAgain(running.port).finally(() => (restart = undefined))
    })
  }
  const startAgain = async (port: number) => {
    for (let pauseMs = 250; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      try {
        server = await startEmbedded({ dataDir, log: note, port, signal })
        watch(server)
        note('Postgres is back.')
        return
      } catch (error) {
        if (signal.aborted) return
        note(`${error instanceof Error ? error.message : String(error)}\nTrying again in ${pauseMs} ms.`)
        await delay(pauseMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
  watch(server)
  return {
    url: server.url,
    async stop(withinMs) {
      await restart
      await server.stop(withinMs)
    },
  }
}
