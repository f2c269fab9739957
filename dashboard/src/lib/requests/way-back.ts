import { isClosed, requestMoves, type RequestStatus } from '@cartie/shared/domain/request-status'

/** The moves that bring a request from `now` back to `before`: one, or as few as are allowed, and none that closes it. */
export function wayBack(now: RequestStatus, before: RequestStatus): RequestStatus[] {
  const ways: RequestStatus[][] = [[]]
  const seen = new Set([now])
  for (const way of ways) {
    const at = way.at(-1) ?? now
    if (at === before) return way
    for (const to of requestMoves[at]) {
      if (seen.has(to) || isClosed(to)) continue
      seen.add(to)
      ways.push([...way, to])
    }
  }
  return []
}
