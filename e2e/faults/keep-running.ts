import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A process that is started again whenever it ends, as a supervisor does. Returns the function that stops it. */
export function keepRunning(start: () => Promise<ChildProcess>): () => void {
  let stopped = false
  const again = async () => {
    while (!stopped) {
      const child = await start().catch(() => undefined)
      if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    }
  }
  void again()
  return () => (stopped = true)
}
