import { createAddressRules } from './address-rules.ts'
import { checkUrl } from './check-url.ts'
import { systemResolver, type Resolver } from './checked-lookup.ts'
import { createCircuitBreaker } from './circuit-breaker.ts'
import { startDeadline, type Deadline } from './deadline.ts'
import { failureOfError } from './failure-of-error.ts'
import { failure, type AnswerHeaders, type FetchFailure, type FetchResult } from './fetch-result.ts'
import { createFetchSlots } from './fetch-slots.ts'
import { createGotClient, type Sent } from './got-client.ts'
import { createGuardedAgents } from './guarded-agents.ts'
import { cookiesForNextHop } from './hop-cookies.ts'
import { giveRoomBack } from './page-rooms.ts'
import { createRerouter } from './reroute.ts'
import { createRobotsGate, robotsDeadlineMs, robotsMaxBytes } from './robots-gate.ts'
import { isRedirect, sendRequest, type Answer, type Ask } from './send-request.ts'
import { createSessionHeaders } from './session-headers.ts'

export interface SafeFetchOptions {
  /** Hosts (`host` on any port, or `host:port`) that may be reached although their address is private. */
  allowPrivate: readonly string[]
  /** host → origin that its pages are fetched from, path and Host kept; `*` for any host. */
  reroute: ReadonlyMap<string, string>
  /** Whether robots.txt is asked for at all. */
  robots: boolean
  /** Fetches at once; the others wait, and their deadline starts when they stop waiting. */
  concurrency: number
  /**
   * Of these, on one origin; default 8. More gain nothing (a browser takes 6): they only arrive together and
   * hold the event loop for the whole batch.
   */
  perOrigin?: number
  /** False: a host that does not answer is asked again and again, for who asks has a pause of its own. */
  breaker?: boolean
  /** Our own public name, which a user must not make us call. */
  publicHost?: string
  /** Further ports for any host, besides 80 and 443. */
  ports?: readonly number[]
  /** How names become addresses; the system's resolver when absent. */
  resolver?: Resolver
  /** PEM of a certificate authority to trust besides the system's. */
  ca?: string
  /** Epoch milliseconds, for the breaker and the robots cache. */
  clock?: () => number
}

export interface FetchPolicy {
  /** For all of it: names, robots.txt, redirects, body. Default 15,000. */
  deadlineMs?: number
  /** Cap on the body, packed and unpacked. Default 5 MB. */
  maxBytes?: number
  /** False for what is no page reading, such as an official API. Default true. */
  robots?: boolean
  /** What is sent instead of a plain GET. Of such a request no redirect is followed. */
  send?: Sent
  /** True: images and other files are taken too. */
  binary?: boolean
  /** Ends the fetch early with DEADLINE. */
  signal?: AbortSignal
}

type Use<T> = (result: FetchResult) => T | Promise<T>

export interface SafeFetch {
  /** Fetches a user-given address. Never throws; every refusal and failure is a typed result. */
  (url: string, policy?: FetchPolicy): Promise<FetchResult>
  /**
   * Fetches likewise, and keeps the page's place among the fetches until `use` has ended, so that pages come no faster
   * than they are read. The bytes are there until then and no longer: their memory is that of the next page.
   */
  read<T>(url: string, policy: FetchPolicy, use: Use<T>): Promise<T>
  /** Closes the kept-alive connections. Fetches that still run end with an error. */
  close(): void
}

const mostHops = 5
const defaultDeadlineMs = 15_000
const defaultPerOrigin = 8
const defaultMaxBytes = 5 * 1024 * 1024
/** What says that a host is unwell. A damaged page or a refusal says nothing about its neighbours. */
const outages = new Set(['DNS', 'CONNECT', 'TLS', 'RESET', 'DEADLINE', 'PROTOCOL_ERROR'])

/**
 * Builds the only function that opens connections to addresses which users give. Keep one per process: it holds
 * the connections, the browser's headers, the breaker and what it knows of robots.txt.
 * @throws TypeError when a reroute target is no origin
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const clock = options.clock ?? Date.now
  const rules = createAddressRules(options.allowPrivate, options.publicHost, options.ports ?? [])
  const rerouter = createRerouter(options.reroute)
  const agents = createGuardedAgents({
    resolver: options.resolver ?? systemResolver,
    rules,
    mayBePrivate: (host, port) => rules.isAllowedPrivate(host, port) || rerouter.isTarget(host, port),
    maxSocketsPerOrigin: options.concurrency,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  })
  const open = createGotClient(agents, createSessionHeaders())
  const breaker = createCircuitBreaker(clock, options.breaker === false ? Infinity : undefined)
  const slots = createFetchSlots(options.concurrency, options.perOrigin ?? defaultPerOrigin)

  /** One hop: judged, rerouted, sent. */
  async function hop(
    url: URL,
    cookie: string | undefined,
    deadline: Deadline,
    maxBytes: number,
    ask: Ask,
  ): Promise<Answer | FetchFailure> {
    if (!breaker.mayTry(url.host)) return failure('CIRCUIT_OPEN', `${url.host} has not answered lately`)
    const { target, hostHeader: host } = rerouter.route(url)
    const answer = await sendRequest(
      open,
      agents.forgetIdle,
      target,
      { host, cookie },
      deadline,
      maxBytes,
      ask,
    )
    if (answer.ok || !outages.has(answer.code)) breaker.succeeded(url.host)
    else if (!deadline.cancelled) breaker.failed(url.host)
    return answer
  }

  async function follow(
    first: URL,
    deadline: Deadline,
    maxBytes: number,
    mayRead: (url: URL) => boolean | Promise<boolean>,
    ask: Ask = {},
  ): Promise<FetchResult> {
    let url = first
    let cookie: string | undefined
    for (let hops = 0; hops <= mostHops; hops++) {
      const allowed = mayRead(url)
      if (allowed !== true && (await deadline.race(Promise.resolve(allowed))) === false) {
        return failure('ROBOTS', url.host)
      }
      const answer = await hop(url, cookie, deadline, maxBytes, ask)
      if (!answer.ok) return answer
      if (ask.send || !isRedirect(answer)) return page(answer, url, hops)
      const next = checkUrl(resolveLocation(answer.headers.location ?? '', url), rules, rerouter.isNamed)
      if (!(next instanceof URL)) return next
      cookie = cookiesForNextHop(cookie, answer.headers['set-cookie'], url, next)
      url = next
    }
    return failure('TOO_MANY_REDIRECTS', `more than ${mostHops} redirects`)
  }

  const robots = createRobotsGate(async (address) => {
    const deadline = startDeadline(robotsDeadlineMs)
    const result = await follow(address, deadline, robotsMaxBytes, () => true)
    deadline.clear()
    if (!result.ok) return result.code === 'EMPTY' ? '' : undefined
    if (result.status === 200) return result.bytes.toString('utf8')
    return result.status < 500 ? '' : undefined
  }, clock)

  async function fetchOnce(first: URL, policy: FetchPolicy): Promise<FetchResult> {
    const deadline = startDeadline(policy.deadlineMs ?? defaultDeadlineMs, policy.signal)
    try {
      const asksRobots = options.robots && (policy.robots ?? true)
      const mayRead = asksRobots ? robots.allows : () => true
      return await follow(first, deadline, policy.maxBytes ?? defaultMaxBytes, mayRead, policy)
    } catch (error) {
      return failureOfError(error instanceof Error ? error : new Error(String(error)), false)
    } finally {
      deadline.clear()
    }
  }

  async function inTurn<T>(url: string, policy: FetchPolicy, use: Use<T>): Promise<T> {
    const first = checkUrl(url, rules, rerouter.isNamed)
    if (!(first instanceof URL)) return use(first)
    const turn = slots.acquire(first.origin)
    if (turn) await turn
    try {
      return await use(await fetchOnce(first, policy))
    } finally {
      slots.release(first.origin)
    }
  }

  return Object.assign((url: string, policy: FetchPolicy = {}) => inTurn(url, policy, (result) => result), {
    read: <T>(url: string, policy: FetchPolicy, use: Use<T>) =>
      inTurn(url, policy, async (result) => {
        try {
          return await use(result)
        } finally {
          if (result.ok) giveRoomBack(result.bytes)
        }
      }),
    close: agents.destroy,
  })
}

/** Location is bytes on the wire: a UTF-8 path arrives as latin1 text. */
function resolveLocation(location: string, base: URL): string {
  const text = Buffer.from(location, 'latin1').toString('utf8')
  return URL.parse(text, base)?.href ?? text
}

function page(answer: Answer, url: URL, hops: number): FetchResult {
  const { status, headers, bytes } = answer
  if (bytes.length === 0 && status < 300) return failure('EMPTY', `status ${status} without a body`)
  const kept: AnswerHeaders = {}
  for (const name of ['retry-after', 'x-robots-tag', 'server'] as const) {
    const value = headers[name]
    if (value !== undefined) kept[name] = String(value)
  }
  return {
    ok: true,
    status,
    url: url.href,
    bytes,
    contentType: headers['content-type'] ?? '',
    headers: kept,
    hops,
  }
}
