import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

const masked = /[xхXХ*•#_?]{2,}|…/u

/**
 * A phone number in E.164, or undefined if it is masked, incomplete or no number. Without a country code it
 * belongs to `defaultCountry` (ISO 3166 alpha-2); in Ukraine "0671234567", "80671234567" and "380671234567" are one.
 */
export function normalizePhone(raw: string, defaultCountry = 'UA'): string | undefined {
  if (raw.length > 100 || masked.test(raw)) return undefined
  const text = raw.replace(/\(0\)/g, ' ').trim()
  let digits = text.replace(/\D/g, '')
  if (digits.length < 6 || digits.length > 17) return undefined
  if (digits.startsWith('00')) digits = digits.slice(2)
  const international = text.startsWith('+') || /^\D{0,3}00\d/.test(text)
  const country = defaultCountry.toUpperCase() as CountryCode
  const tries: string[] = []
  if (international) tries.push(`+${digits}`)
  if (country === 'UA' && !international) {
    if (digits.length === 11 && digits.startsWith('80')) tries.push(`+3${digits}`)
    if (digits.length === 9 && !digits.startsWith('0')) tries.push(`+380${digits}`)
    if (digits.length === 12 && digits.startsWith('380')) tries.push(`+${digits}`)
  }
  if (country === 'UA' && international && digits.startsWith('3800')) tries.unshift(`+380${digits.slice(4)}`)
  tries.push(digits)
  if (!international && digits.length >= 11) tries.push(`+${digits}`)
  for (const candidate of tries) {
    const number = parsePhoneNumberFromString(candidate, country)
    if (number?.isValid()) return number.number
  }
  return undefined
}

/** Where a phone number stands in a text. */
export interface PhoneHit {
  at: number
  end: number
  /** E.164. */
  phone: string
}

/** Phone numbers of a text with their places, left to right, the same number once a place. Linear. */
export function findPhoneHits(text: string, defaultCountry = 'UA'): PhoneHit[] {
  const hits: PhoneHit[] = []
  const runs = /(?<![\p{L}\p{N}.,])(?:\+ ?\(?\d|\(?\d)[\d ()\-‑–—.\u00a0/]{7,40}\d(?![\p{L}\p{N}])/gu
  for (const match of text.slice(0, 20_000).matchAll(runs)) {
    for (const piece of split(match[0])) {
      const phone = normalizePhone(piece.text, defaultCountry)
      if (phone)
        hits.push({ at: match.index + piece.at, end: match.index + piece.at + piece.text.length, phone })
    }
  }
  return hits
}

/** Phone numbers of a text in E.164, in their order, without repeats. Masked numbers are left out. */
export function findPhones(text: string, defaultCountry = 'UA'): string[] {
  return [...new Set(findPhoneHits(text, defaultCountry).map((hit) => hit.phone))]
}

/** A run of digits may hold two numbers ("067 123 45 67 / 050 765 43 21") or a price before a number. */
function split(run: string): { at: number; text: string }[] {
  const pieces: { at: number; text: string }[] = []
  let at = 0
  for (const part of run.split(/( ?\/ ?| {2,})/)) {
    if (/\d/.test(part)) pieces.push({ at, text: part })
    at += part.length
  }
  return pieces.flatMap((piece) => {
    const inner = /(?<!\d)(?:\+?3?8)?[ (-]{0,4}0\d{2}[)\- ]{0,4}\d{3}[- ]?\d{2}[- ]?\d{2}(?!\d)/g
    const digits = piece.text.replace(/\D/g, '').length
    // "508 2014 2.0" is no phone: without a plus a number in a text begins with a zero or a country code.
    if (digits <= 12 && /^\(?(?:\+|0|8 ?\(?0|38 ?\(?0)/.test(piece.text)) return [piece]
    return [...piece.text.matchAll(inner)].map((m) => ({ at: piece.at + m.index, text: m[0] }))
  })
}
