/** Most pages fit; larger ones get memory of their own, and so do answers too small for it to matter. */
const roomBytes = 512 * 1024
const smallBytes = 64 * 1024
/** So many unused ones are kept: more pages than this are not on their way at once at an even pace. */
const mostKept = 16

const free: ArrayBuffer[] = []
const lent = new WeakSet<ArrayBuffer>()

/**
 * Room for a body of at least `bytes` bytes, filled with whatever was there before. Memory is used again once it is
 * given back: made anew for each page it would call the collector of garbage several times a second.
 */
export function lendRoom(bytes: number): Buffer {
  if (bytes <= smallBytes || bytes > roomBytes) return Buffer.allocUnsafe(Math.max(bytes, 1))
  const room = free.pop() ?? new ArrayBuffer(roomBytes)
  lent.add(room)
  return Buffer.from(room)
}

/**
 * Gives the room of a page back. Who calls it must be the only one who still has the page, and must not look at it
 * again; a page that is never given back is collected like anything else. Other bytes are left alone.
 */
export function giveRoomBack({ buffer }: Buffer): void {
  if (!(buffer instanceof ArrayBuffer) || !lent.delete(buffer)) return
  if (buffer.byteLength > 0 && free.length < mostKept) free.push(buffer)
}
