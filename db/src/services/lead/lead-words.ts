import type { LeadFields } from '@cartie/shared/domain/lead'
import { searchQuery, textWords } from '../../search-text.ts'

const shortestPart = 4

/** A number's digits and all their ends, so that any four digits in a row that somebody remembers find it. */
const endsOf = (phone: string): string[] => {
  const digits = phone.replace(/\D/g, '').slice(-20)
  return Array.from({ length: Math.max(0, digits.length - shortestPart + 1) }, (_, i) => digits.slice(i))
}

/** The words by which a lead is found, each once: of its person, code, wish and car, folded, and its numbers. */
export function leadWords(lead: LeadFields, code: string): string[] {
  const { name, email, telegramUsername, city, make, model, request } = lead
  const numbers = [lead.phone, ...lead.otherPhones].flatMap((phone) => (phone === null ? [] : endsOf(phone)))
  const texts = [name, code, email, telegramUsername, city, make, model, request]
  return [...new Set([...textWords(texts.filter((text) => text !== null).join(' '), 300), ...numbers])]
}

/** What a person typed as a tsquery. A number may be typed with any signs between its digits. */
export function leadQuery(typed: string): string | null {
  const digits = /^[\d\s()+./-]+$/.test(typed) ? typed.replace(/\D/g, '') : ''
  if (digits.length < shortestPart) return searchQuery(typed)
  // A national number has a 0 where the one that is kept has the country's code.
  const national = digits.replace(/^0+/, '')
  return national.length >= shortestPart ? `('${digits}':* | '${national}':*)` : `'${digits}':*`
}
