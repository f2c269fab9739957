// Crockford's base 32: no I, L, O and U, so that a code can be read out and typed back.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const letters = 6

/** What a code names: a lead, a request for a car, a proposal. */
export const codeKinds = ['lead', 'request', 'proposal'] as const
export type CodeKind = (typeof codeKinds)[number]

/** How many random bytes a code is made of. */
export const codeBytes = letters

/**
 * A code such as `L-7K2M9X`, from `codeBytes` random bytes: one of a thousand million, so that two rarely meet, and
 * fit for a Telegram deep link (letters, digits, hyphen). Throws RangeError for fewer bytes.
 * @param prefix one to six capital letters
 */
export function shortCode(prefix: string, bytes: Uint8Array): string {
  if (bytes.length < letters) throw new RangeError(`a code takes ${letters} bytes`)
  const body = [...bytes.subarray(0, letters)].map((byte) => alphabet.charAt(byte & 31)).join('')
  return `${prefix}-${body}`
}

/**
 * A code as somebody typed it ("l-7k2m9x", "L 7K2M9X", O for 0) in its one form, whichever prefix it was made with;
 * undefined for what is none.
 */
export function readShortCode(typed: string): string | undefined {
  const match = /^\s*([A-Z]{1,6})[\s-]?([0-9A-Z]{6})\s*$/.exec(typed.slice(0, 40).toUpperCase())
  if (!match) return undefined
  const body = match[2]!.replace(/O/g, '0').replace(/[IL]/g, '1')
  return body.includes('U') ? undefined : `${match[1]}-${body}`
}
