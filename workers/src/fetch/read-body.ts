import type { IncomingMessage } from 'node:http'
import { giveRoomBack, lendRoom } from './page-rooms.ts'

/** Of a body whose size nobody told: most answers that are no page fit. */
const firstRoom = 64 * 1024
/** A body in more pieces than this is made to keep us busy: each piece costs as much as a kilobyte. */
const mostPieces = 65_536

/**
 * Collects a body into one buffer, up to a cap.
 * One growing buffer instead of a list of chunks: a site that sends its 5 MB in one-byte chunks would otherwise
 * make five million buffers of a hundred bytes each.
 * @param maxBytes cap on what came over the wire
 * @param onChunk sees the body so far after the first chunk; false stops the reading
 * @param onEnd gets the whole body
 * @param onTooLarge is called instead when the cap is passed or the body comes in crumbs; nothing is read after it
 */
export function readBody(
  response: IncomingMessage,
  maxBytes: number,
  onChunk: (first: Buffer) => boolean,
  onEnd: (body: Buffer) => void,
  onTooLarge: () => void,
): void {
  const declared = Number(response.headers['content-length'] ?? Number.NaN)
  if (declared > maxBytes) return onTooLarge()
  let room = lendRoom(Number.isNaN(declared) ? firstRoom : declared)
  let size = 0
  let pieces = 0
  let over = false
  const onData = (chunk: Buffer) => {
    if (over) return
    const needed = size + chunk.length
    if (needed > maxBytes || ++pieces > mostPieces) {
      over = true
      return onTooLarge()
    }
    if (needed > room.length) {
      const larger = lendRoom(Math.min(Math.max(room.length * 2, needed), maxBytes))
      room.copy(larger, 0, 0, size)
      giveRoomBack(room)
      room = larger
    }
    chunk.copy(room, size)
    if (size === 0 && needed > 0 && !onChunk(room.subarray(0, needed))) over = true
    size = needed
  }
  response.on('data', onData)
  response.once('end', () => {
    if (!over) onEnd(room.subarray(0, size))
  })
}
