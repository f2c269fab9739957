import { randomUUID } from 'node:crypto'

/** A UUID of version 7 (RFC 9562): the time first, so that rows made together lie together in an index. */
export function uuidV7(nowMs: number = Date.now()): string {
  const time = nowMs.toString(16).padStart(12, '0')
  // Version 4 has its random bits and its variant where version 7 has them, and Node makes it ten times as fast.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
