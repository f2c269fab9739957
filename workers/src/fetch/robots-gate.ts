import robotsParser from 'robots-parser'

/** Asks each origin's robots.txt whether a page may be read. */
export interface RobotsGate {
  /** True at once when the origin's file is known; only the first page of an origin waits. */
  allows(page: URL): boolean | Promise<boolean>
}

/** The text of a robots.txt, '' when the site has none, or undefined when it could not be had now. */
export type ReadRobots = (address: URL) => Promise<string | undefined>

export const robotsToken = 'CartieBot'
/** Past this size a file is hostile or broken: matching costs its length times the path's. */
export const robotsMaxBytes = 128 * 1024
export const robotsDeadlineMs = 3_000

const answerLivesMs = 3_600_000
/** A file that could not be had is asked for again sooner. */
const failureLivesMs = 300_000
const mostOrigins = 2_000
const longestPath = 512

interface Robots {
  isAllowed(url: string, token: string): boolean | undefined
}
/** The package's types describe another module shape than the one it ships. */
const parseRobots = robotsParser as unknown as (address: string, text: string) => Robots

interface Known {
  robots: Robots | undefined
  untilMs: number
}

/** @param clock epoch milliseconds */
export function createRobotsGate(read: ReadRobots, clock: () => number): RobotsGate {
  const known = new Map<string, Known>()
  const asked = new Map<string, Promise<Known>>()

  const ask = async (origin: string): Promise<Known> => {
    const address = new URL('/robots.txt', origin)
    const text = await read(address)
    const robots = text === undefined ? undefined : parseRobots(address.href, text)
    const entry = { robots, untilMs: clock() + (robots ? answerLivesMs : failureLivesMs) }
    if (known.size >= mostOrigins) known.delete(known.keys().next().value ?? '')
    known.set(origin, entry)
    asked.delete(origin)
    return entry
  }

  return {
    allows(page) {
      const { origin } = page
      const entry = known.get(origin)
      if (entry && clock() < entry.untilMs) return judge(entry, page)
      const answer = asked.get(origin) ?? ask(origin)
      asked.set(origin, answer)
      return answer.then((fresh) => judge(fresh, page))
    },
  }
}

/** The group of our token, or the one for everybody; a file that does not speak of the page allows it. */
function judge({ robots }: Known, page: URL): boolean {
  if (!robots) return true
  const path = `${page.pathname}${page.search}`.slice(0, longestPath)
  return robots.isAllowed(`${page.origin}${path}`, robotsToken) ?? true
}
