const mostCookies = 20
const mostCharacters = 4096
/** RFC 6265 cookie-pair, so that nothing in it can end the header. */
const pair = /^\s*([\w!#$%&'*+.^`|~-]+)=("?[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*"?)\s*(?:;|$)/

/**
 * The Cookie header of the next hop. Some sites set a cookie, send the visitor to the same address again and
 * look whether it came; so cookies live for the hops of one fetch, on one origin, and no longer.
 * @param sent the Cookie header of the hop that answered
 * @param set its Set-Cookie headers
 * @returns undefined when there is nothing to send, always so to another origin
 */
export function cookiesForNextHop(
  sent: string | undefined,
  set: string[] | undefined,
  from: URL,
  to: URL,
): string | undefined {
  if (from.origin !== to.origin || (sent === undefined && set === undefined)) return undefined
  const jar = new Map<string, string>()
  for (const text of [...(sent?.split('; ') ?? []), ...(set ?? [])]) {
    const [, name, value] = pair.exec(text) ?? []
    if (name === undefined || value === undefined) continue
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
  const header = [...jar]
    .slice(-mostCookies)
    .map((entry) => entry.join('='))
    .join('; ')
  return header === '' || header.length > mostCharacters ? undefined : header
}
