import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lockFile } from './lock-file.ts'

/**
 * Makes this process the only one that works in `dataDir` (made if missing) until the returned function is
 * called or the process ends. A lock that a dead process left is taken over; taking it twice is one lock.
 * Throws an Error naming the process that holds it, or saying that the folder can't be written to.
 */
export function lockDataDir(dataDir: string): () => void {
  // Root's servers run as another user, who must be able to walk through this directory to their own.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  try {
    accessSync(dataDir, constants.W_OK)
  } catch (error) {
    const message = `${dataDir} can't be written to. It may belong to another user: start as that user, or set DATA_DIR.`
    throw new Error(message, { cause: error })
  }
  const taken = lockFile(join(dataDir, 'cartie.lock'))
  if (typeof taken === 'function') return taken
  throw new Error(
    `Cartie already runs on this data: process ${taken.pid} on ${taken.host} since ${taken.since}. ` +
      `Stop it first, or give this one its own DATA_DIR.`,
  )
}
