import { goto } from '$app/navigation'
import { live } from '#lib/live.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { toldWithWay } from '#lib/ui/toast.ts'

/** Not more than one word in so long, however many cars come in. */
const everyMs = 10_000

/** Tells whoever works elsewhere of cars that fit a request; on the request's own page they are seen. Returns what ends it. */
export function followMatches(): () => void {
  let toldAt = 0
  return live.on('request.matched', ({ requestId, listingIds }) => {
    const isOpen = location.pathname === '/requests' && location.search.includes(requestId)
    if (isOpen || Date.now() - toldAt < everyMs) return
    toldAt = Date.now()
    toldWithWay(
      m.matches_news({ count: listingIds.length }),
      m.matches_open(),
      () => void goto(`/requests?id=${requestId}&tab=matches`),
    )
  })
}
