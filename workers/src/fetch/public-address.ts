import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Ranges that are not the public internet, or that carry an IPv4 address inside which a gateway would dial.
 * IANA special-purpose registries, plus 168.63.129.16 (Azure's platform address, "unicast" by its range).
 */
const deniedV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const
/** Inside 2000::/3 only: protocol assignments with Teredo, documentation, 6to4, AS112, documentation again. */
const deniedV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const

const denied = new BlockList()
for (const [net, prefix] of deniedV4) denied.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of deniedV6) denied.addSubnet(net, prefix, 'ipv6')
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/**
 * Tells whether an IP literal (no brackets, any textual form that a resolver returns) is a public address.
 * Two independent judges must agree: ipaddr.js by range, and the lists above. IPv6 is an allow list
 * (2000::/3), so ::/96, ::ffff:0:0/96, NAT64, link-local, unique-local and whatever comes next are out.
 */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0 || address.includes('%')) return false
  if (ipaddr.parse(address).range() !== 'unicast') return false
  if (version === 4) return !denied.check(address, 'ipv4')
  return globalUnicast.check(address, 'ipv6') && !denied.check(address, 'ipv6')
}
