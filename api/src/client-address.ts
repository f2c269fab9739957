import { BlockList, isIP } from 'node:net'

export interface ClientAddress {
  /** The caller, as far as trusted proxies tell it. */
  ip: string
  /** The last hop before our own dashboard: an address that the caller can't choose. */
  hop: string
}

/**
 * Reads the caller's address out of a connection and its X-Forwarded-For: the chain is walked from the right,
 * trusted proxies are skipped, the first other address is the caller. An untrusted peer's header is ignored.
 * @param trusted addresses and CIDR ranges; throws an Error for anything else
 */
export function createAddressReader(
  trusted: readonly string[],
): (peer: string | undefined, forwarded: string | undefined) => ClientAddress {
  const list = new BlockList()
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address)
    const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits)
    if (!family || !Number.isInteger(prefix) || prefix < 0 || prefix > (family === 4 ? 32 : 128)) {
      throw new Error(`TRUSTED_PROXIES: write addresses or ranges such as 10.0.0.0/8, not "${entry}"`)
    }
    list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  }
  const isTrusted = (ip: string) => isIP(ip) > 0 && list.check(ip, isIP(ip) === 4 ? 'ipv4' : 'ipv6')
  return (peer, forwarded) => {
    const own = plain(peer ?? '')
    if (!isTrusted(own)) return { ip: own, hop: own }
    const chain = (forwarded ?? '')
      .split(',')
      .map((part) => plain(part.trim()))
      .filter((part) => isIP(part) > 0)
      .slice(-20)
    const hop = chain.at(-1) ?? own
    for (let i = chain.length - 1; i >= 0; i--) {
      if (!isTrusted(chain[i]!)) return { ip: chain[i]!, hop }
    }
    return { ip: chain[0] ?? own, hop }
  }
}

/** An IPv4 address that arrived in IPv6 clothes is the IPv4 address. */
const plain = (ip: string) => ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^\[|\]$/g, '')

/** What tries are counted by: an IPv4 address, or the /64 that one IPv6 customer has to himself. */
export function bucketOf(ip: string): string {
  if (isIP(ip) !== 6) return ip
  const [left = '', right] = ip.split('%')[0]!.split('::')
  const head = left ? left.split(':') : []
  const tail = right ? right.split(':') : []
  const zeros = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const parts = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail]
  return parts
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')
}
