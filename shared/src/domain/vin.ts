const shape = /^[A-HJ-NPR-Z0-9]{17}$/
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
const values: Record<string, number> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
}

/**
 * Whether a string is a complete vehicle identification number (ISO 3779): 17 capital letters and digits
 * without I, O and Q, with a letter and at least four digits, and not masked (a run of X or of one digit).
 */
export function isVin(text: string): boolean {
  if (!shape.test(text)) return false
  const digits = text.replace(/\D/g, '').length
  return digits >= 4 && digits <= 16 && !/X{3}|(.)\1{5}/.test(text)
}

/** Before and after these a run of letters and digits is only a piece of something. */
const masks = /[\p{L}\p{N}*/=-]/u
const goesOn = /[\p{L}\p{N}*]/u

/**
 * The first vehicle identification number of a text, in capitals. Small letters are taken only after the
 * word VIN; a number with Cyrillic look-alikes or stars is masked and no number.
 */
export function findVin(text: string): string | undefined {
  const head = text.slice(0, 50_000)
  for (const match of head.matchAll(/\b[A-Za-z0-9]{17}\b/g)) {
    if (masks.test(head.charAt(match.index - 1)) || goesOn.test(head.charAt(match.index + 17))) continue
    const labelled =
      /(?:vin|він|вин|win|vin-?код|вин-?код|він-?код|fin|номер кузова|chassis)[^\p{L}\d]{0,6}(?:код|code|№|no|number|num)?[^\p{L}\d]{0,4}$/iu
    const found = match[0]
    if (isVin(found)) return found
    if (isVin(found.toUpperCase()) && labelled.test(head.slice(Math.max(0, match.index - 24), match.index)))
      return found.toUpperCase()
  }
  return undefined
}

/** Whether the ninth character is the check digit of 49 CFR 565. European numbers often have none: a warning only. */
export function vinCheckDigitOk(vin: string): boolean {
  if (!shape.test(vin)) return false
  const sum = [...vin].reduce(
    (total, c, i) => total + (/\d/.test(c) ? Number(c) : (values[c] ?? 0)) * (weights[i] ?? 0),
    0,
  )
  return vin.charAt(8) === (sum % 11 === 10 ? 'X' : String(sum % 11))
}
