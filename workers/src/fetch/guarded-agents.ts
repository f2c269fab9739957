import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { bareHost, portOf, type AddressRules } from './address-rules.ts'
import { BlockedAddressError, createCheckedLookup, type Resolver } from './checked-lookup.ts'
import { isPublicAddress } from './public-address.ts'

/** The two pools that connections come from. Node keeps one pool per origin inside each. */
export interface GuardedAgents {
  http: http.Agent
  https: https.Agent
  lookup: LookupFunction
  /** Closes the idle connections of an origin, after the site has dropped one of them. */
  forgetIdle(target: URL): void
  destroy(): void
}

export interface AgentOptions {
  resolver: Resolver
  rules: AddressRules
  /** True for hosts that may be dialled whatever their address is. */
  mayBePrivate: (hostname: string, port: string) => boolean
  maxSocketsPerOrigin: number
  /** PEM of a certificate authority to trust besides the system's. */
  ca?: string
}

const idleMs = 15_000

/**
 * Makes agents that judge the address at the dial itself, whoever asks for the connection and however:
 * names go through the checked lookup, literals (which never meet a lookup) are checked here.
 */
export function createGuardedAgents(options: AgentOptions): GuardedAgents {
  const { resolver, rules, mayBePrivate } = options
  const pool = {
    keepAlive: true,
    maxSockets: options.maxSocketsPerOrigin,
    maxFreeSockets: options.maxSocketsPerOrigin,
    timeout: idleMs,
  }
  const guard = <A extends http.Agent>(agent: A): A => {
    const dial = agent.createConnection.bind(agent)
    agent.createConnection = (wanted, callback) => {
      const host = wanted.host ?? ''
      const port = String(wanted.port ?? '')
      const free = mayBePrivate(host, port)
      if (!free && isIP(bareHost(host)) !== 0 && !isPublicAddress(bareHost(host))) {
        refuse(callback, new BlockedAddressError('BLOCKED_IP', host))
        return undefined
      }
      return dial({ ...wanted, lookup: createCheckedLookup(resolver, rules, () => free) }, callback)
    }
    return agent
  }
  const agents = {
    http: guard(new http.Agent(pool)),
    https: guard(
      new https.Agent({ ...pool, minVersion: 'TLSv1.2', ...(options.ca ? { ca: options.ca } : {}) }),
    ),
  }
  return {
    ...agents,
    lookup: createCheckedLookup(resolver, rules, () => false),
    forgetIdle(target) {
      const prefix = `${bareHost(target.hostname)}:${portOf(target)}:`
      const idle = (target.protocol === 'https:' ? agents.https : agents.http).freeSockets
      for (const name of Object.keys(idle)) {
        if (name.startsWith(prefix)) for (const socket of idle[name] ?? []) socket.destroy()
      }
    },
    destroy() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

type OnCreate = NonNullable<Parameters<http.Agent['createConnection']>[1]>

/** Node reads only the error when there is one, though the type wants a socket too. */
function refuse(callback: OnCreate | undefined, error: Error): void {
  if (callback) process.nextTick(callback, error)
}
