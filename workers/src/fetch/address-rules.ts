import { networkInterfaces } from 'node:os'
import { isPublicAddress } from './public-address.ts'

/** Who may be reached beyond the public internet. Hosts are lower case; IPv6 literals carry no brackets. */
export interface AddressRules {
  /** True for a host that the operator allowed to be private (`host` on any port, or `host:port`). */
  isAllowedPrivate(hostname: string, port: string): boolean
  /** True for our own public name or a public address of this machine. */
  isSelf(hostname: string): boolean
  /** Ports that may be dialled, '' being the scheme's own. */
  ports: ReadonlySet<string>
}

/** Takes an IPv6 literal out of its brackets and drops the root dot: how hosts are compared everywhere here. */
export function bareHost(hostname: string): string {
  const host = hostname.toLowerCase()
  if (host.startsWith('[')) return host.slice(1, -1)
  return host.endsWith('.') ? host.slice(0, -1) : host
}

/** The port that a connection to this address uses, as text. */
export function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80')
}

/**
 * Builds the rules from what the operator configured.
 * @param allowPrivate `host`, `host:port` or `[v6]:port`; matched by name as written in the URL, never by what
 *   another name resolves to
 * @param publicHost our own public name, with or without a port
 * @param ports further ports for any host, besides 80 and 443
 */
export function createAddressRules(
  allowPrivate: readonly string[],
  publicHost: string | undefined,
  ports: readonly number[],
): AddressRules {
  const allowed = new Set(allowPrivate.map(bareEntry))
  const cards = Object.values(networkInterfaces()).flatMap((card) => card ?? [])
  const own = new Set(cards.map(({ address }) => address).filter(isPublicAddress))
  if (publicHost) own.add(bareEntry(publicHost.replace(/:\d+$/, '')))
  return {
    isAllowedPrivate: (hostname, port) => {
      if (allowed.size === 0) return false
      const host = bareHost(hostname)
      return allowed.has(host) || allowed.has(`${host}:${port}`)
    },
    isSelf: (hostname) => own.has(bareHost(hostname)),
    ports: new Set(['', '80', '443', ...ports.map(String)]),
  }
}

function bareEntry(entry: string): string {
  const text = entry.trim().toLowerCase()
  const bracketed = /^\[([^\]]+)\](:\d+)?$/.exec(text)
  if (bracketed) return `${bracketed[1]}${bracketed[2] ?? ''}`
  return bareHost(text)
}
