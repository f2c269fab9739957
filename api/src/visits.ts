import { createHash, randomBytes } from 'node:crypto'

/** What people look through. Messengers that fetch a link to show a preview of it are none; those that open it are. */
const browsers = /^(?:mozilla|opera)\//i
/** Who fetches pages to preview or index them, and looks at nothing. Cubot makes phones. */
const robots = /(?<!cu)bot|crawl|spider|preview|slurp|facebookexternalhit|headless|monitor/i
/** So many visitors a day are told apart; more are counted anew, which matters to nobody. */
const mostVisitors = 100_000
const dayMs = 86_400_000

export interface Visitor {
  ip: string
  userAgent: string
}

/**
 * Tells a visitor's first visit of a page on a day from their others, and people from robots. Nothing of a visitor is
 * kept but a hash in memory, with a salt that is forgotten at midnight (UTC): no cookie, nothing on a disk, and nothing
 * by which the same person is known on another page or the next day. After a restart a visitor counts again.
 */
export function createVisits(now: () => number = Date.now): {
  isNew: (page: string, visitor: Visitor) => boolean
} {
  let day = -1
  let salt = Buffer.alloc(0)
  const seen = new Set<string>()
  return {
    isNew(page, { ip, userAgent }) {
      if (!browsers.test(userAgent) || robots.test(userAgent)) return false
      const today = Math.floor(now() / dayMs)
      if (today !== day || seen.size >= mostVisitors) {
        day = today
        salt = randomBytes(32)
        seen.clear()
      }
      const hash = createHash('sha256')
        .update(salt)
        .update(JSON.stringify([page, ip, userAgent]))
        .digest('base64')
      if (seen.has(hash)) return false
      seen.add(hash)
      return true
    },
  }
}
