import { bareHost, portOf } from './address-rules.ts'

/** Where a page is really asked for: the address to dial, and the Host that the site shall see. */
export interface Route {
  target: URL
  /** Undefined when the page is asked for at its own address. */
  hostHeader: string | undefined
}

export interface Rerouter {
  /** True when this very host is named; `*` names nobody, so it opens no inner address. */
  isNamed(hostname: string): boolean
  /** True for exactly the host and port that some host is sent to. */
  isTarget(hostname: string, port: string): boolean
  route(url: URL): Route
}

/**
 * Sends chosen hosts to an origin of the operator's (tests, demos, recorded pages), path and Host kept.
 * @param routes host → `http(s)://host[:port]`; `*.example.com` stands for the hosts below it, `*` for every
 * host without an entry of its own
 * @throws TypeError for a target that is not an origin
 */
export function createRerouter(routes: ReadonlyMap<string, string>): Rerouter {
  const origins = new Map([...routes].map(([host, origin]) => [bareHost(host), readOrigin(host, origin)]))
  const wildcard = origins.get('*')
  const families = [...origins].flatMap(([host, origin]) =>
    host.startsWith('*.') ? [{ ending: host.slice(1), origin }] : [],
  )
  const familyOf = (host: string) => families.find(({ ending }) => host.endsWith(ending))?.origin
  const targets = new Set(
    [...origins.values()].map((origin) => `${bareHost(new URL(origin).hostname)}:${portOf(new URL(origin))}`),
  )
  return {
    isTarget: (hostname, port) => targets.has(`${bareHost(hostname)}:${port}`),
    isNamed: (hostname) =>
      origins.size > 0 && (origins.has(bareHost(hostname)) || familyOf(bareHost(hostname)) !== undefined),
    route(url) {
      const host = bareHost(url.hostname)
      const origin = origins.size === 0 ? undefined : (origins.get(host) ?? familyOf(host) ?? wildcard)
      if (!origin) return { target: url, hostHeader: undefined }
      const target = new URL(origin)
      target.pathname = url.pathname
      target.search = url.search
      return { target, hostHeader: url.host }
    },
  }
}

function readOrigin(host: string, origin: string): string {
  const url = URL.parse(origin)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.pathname !== '/') {
    throw new TypeError(`The reroute of ${host} needs an origin such as http://127.0.0.1:4501`)
  }
  return url.origin
}
