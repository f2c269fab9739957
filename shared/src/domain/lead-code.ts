// Crockford's base 32: no I, L, O and U, so that a code can be read out and typed back.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const letters = 6

/** How many random bytes a code is made of. */
export const leadCodeBytes = letters

/**
 * A lead's code such as `L-7K2M9X`, from `leadCodeBytes` random bytes: one of a thousand million, so that two
 * rarely meet, and fit for a Telegram deep link (letters, digits, hyphen). Throws RangeError for fewer bytes.
 */
export function leadCode(bytes: Uint8Array): string {
  if (bytes.length < letters) throw new RangeError(`a code takes ${letters} bytes`)
  return `L-${[...bytes.subarray(0, letters)].map((byte) => alphabet.charAt(byte & 31)).join('')}`
}

/** A code as somebody typed it ("l-7k2m9x", "L 7K2M9X", O for 0) in its one form; undefined for what is none. */
export function readLeadCode(typed: string): string | undefined {
  const match = /^\s*L[\s-]?([0-9A-Z]{6})\s*$/.exec(typed.slice(0, 40).toUpperCase())
  if (!match) return undefined
  const body = match[1]!.replace(/O/g, '0').replace(/[IL]/g, '1')
  return body.includes('U') ? undefined : `L-${body}`
}
