import { isIP } from 'node:net'
import { bareHost, portOf, type AddressRules } from './address-rules.ts'
import { failure, type FetchFailure } from './fetch-result.ts'
import { isPublicAddress } from './public-address.ts'

/** Longer addresses are no page's address; browsers and servers give up near this size too. */
const longestUrl = 4096
const innerSuffixes = ['.localhost', '.internal', '.local', '.lan', '.home.arpa', '.intranet', '.corp']

/**
 * Decides by an address alone, before any DNS or connection, whether it may be fetched.
 * Everything is judged on what the WHATWG parser made of it, never on the raw text, since `2130706433`,
 * `0x7f.1` and `①②⑦.⓪.⓪.①` are all 127.0.0.1 there.
 * @param isRerouted true for a host that the operator sends elsewhere by name: it is never dialled itself
 * @returns the parsed URL without its fragment, or the typed refusal; never throws
 */
export function checkUrl(
  input: string,
  rules: AddressRules,
  isRerouted: (hostname: string) => boolean = () => false,
): URL | FetchFailure {
  if (input.length > longestUrl) return failure('TOO_LONG', `${input.length} characters`)
  const url = URL.parse(input)
  if (!url) return failure('INVALID_URL', 'not a URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return failure('BLOCKED_SCHEME', url.protocol.slice(0, 40))
  }
  if (url.username !== '' || url.password !== '') {
    return failure('BLOCKED_CREDENTIALS', `credentials for ${url.hostname}`)
  }
  const host = bareHost(url.hostname)
  if (host === '') return failure('INVALID_URL', 'no host')
  url.hash = ''
  if (rules.isAllowedPrivate(host, portOf(url)) || isRerouted(host)) return url
  if (rules.isSelf(host)) return failure('BLOCKED_SELF', host)
  if (isIP(host) !== 0) {
    if (!isPublicAddress(host)) return failure('BLOCKED_IP', host)
  } else if (isInnerName(host)) {
    return failure('BLOCKED_HOST', host)
  }
  if (!rules.ports.has(url.port)) return failure('BLOCKED_PORT', `${host}:${url.port}`)
  return url
}

/** Names that only an inner network resolves: single labels (`redis`, `instance-data`) and reserved suffixes. */
function isInnerName(host: string): boolean {
  return !host.includes('.') || innerSuffixes.some((suffix) => host.endsWith(suffix))
}
