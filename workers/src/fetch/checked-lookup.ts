import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import type { AddressRules } from './address-rules.ts'
import { isPublicAddress } from './public-address.ts'

export interface ResolvedAddress {
  address: string
  family: number
}

/** Resolves a name to all of its addresses; throws as `dns.promises.lookup` does. */
export type Resolver = (hostname: string) => Promise<ResolvedAddress[]>

/** The refusal to dial, carried through the HTTP stack as an error with this code. */
export class BlockedAddressError extends Error {
  readonly code: 'BLOCKED_IP' | 'BLOCKED_SELF'
  constructor(code: 'BLOCKED_IP' | 'BLOCKED_SELF', detail: string) {
    super(detail)
    this.code = code
  }
}

export const systemResolver: Resolver = (hostname) => systemLookup(hostname, { all: true })

/**
 * The lookup of every guarded connection. It runs inside the dial itself, so the addresses that were checked
 * are the ones that are dialled; one bad address among the answers refuses all of them (mixed A sets).
 * @param mayBePrivate true for a host whose answers are not judged
 */
export function createCheckedLookup(
  resolver: Resolver,
  rules: AddressRules,
  mayBePrivate: (hostname: string) => boolean,
): LookupFunction {
  return (hostname, options, callback) => {
    resolver(hostname).then(
      (answers) => {
        const bad = mayBePrivate(hostname) ? undefined : judge(hostname, answers, rules)
        if (bad) return callback(bad, [])
        const wanted = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : options.family
        const usable = wanted ? answers.filter(({ family }) => family === wanted) : answers
        const first = usable[0]
        if (!first) return callback(noAddress(hostname), [])
        if (options.all) callback(null, usable)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}

function judge(hostname: string, answers: ResolvedAddress[], rules: AddressRules) {
  for (const { address } of answers) {
    if (!isPublicAddress(address)) return new BlockedAddressError('BLOCKED_IP', `${hostname} is ${address}`)
    if (rules.isSelf(address)) return new BlockedAddressError('BLOCKED_SELF', `${hostname} is ${address}`)
  }
  return undefined
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' })
}
