/** A token bucket: `burst` at once, then one every `intervalMs`. */
export interface Pace {
  intervalMs: number
  burst: number
}

/**
 * Books the next place in a bucket. The bucket's whole state is one instant, `nextAtMs`: when it will be full again.
 * In any span of T ms no more than `burst + T / intervalMs` places are given.
 * @param aheadMs how long a place may be waited for; a longer wait books nothing
 * @returns the wait in milliseconds, and the bucket's new state, absent where nothing was booked
 */
export function bookPlace(
  pace: Pace,
  at: { nextAtMs: number; nowMs: number },
  aheadMs: number,
): { waitMs: number; nextAtMs?: number } {
  const { intervalMs, burst } = pace
  const waitMs = Math.max(0, at.nextAtMs - (burst - 1) * intervalMs - at.nowMs)
  if (waitMs > aheadMs) return { waitMs }
  return { waitMs, nextAtMs: Math.max(at.nextAtMs, at.nowMs) + intervalMs }
}
