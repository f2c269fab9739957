import { fold } from './fold.ts'
import { isGenericName } from './person-name.ts'

/** By what a person is known again. */
export interface Person {
  name: string
  /** E.164. */
  phone: string | null
  /** Further numbers, in E.164 or as they were written. */
  otherPhones: readonly string[]
  telegramUserId: number | null
}

export const sameness = ['phone', 'telegram', 'name_and_phone'] as const
export type Sameness = (typeof sameness)[number]

/** Numbers whose country nobody knows are compared by so many last digits. */
const localDigits = 7

const phonesOf = (p: Person) => [...(p.phone === null ? [] : [p.phone]), ...p.otherPhones]
const isE164 = (phone: string) => phone.startsWith('+')

/** A name by which people are compared; empty where it names nobody. */
const nameKey = (name: string) =>
  isGenericName(name)
    ? ''
    : fold(name)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()

/** The ends of numbers by which a name and a number are compared. */
const endsOf = (p: Person) =>
  phonesOf(p).flatMap((phone) => {
    const digits = phone.replace(/\D/g, '')
    return digits.length < localDigits ? [] : [digits.slice(-localDigits)]
  })

/**
 * Whom of the known people somebody is: by a phone, else by the Telegram id, else by name and the end of a number
 * that could not be read whole. Of several the first, so give them with the last heard of first.
 */
export function findSamePerson<K extends Person>(
  person: Person,
  known: readonly K[],
): { who: K; by: Sameness } | undefined {
  const phones = new Set(phonesOf(person).filter(isE164))
  const byPhone = known.find((k) => phonesOf(k).some((phone) => phones.has(phone)))
  if (byPhone) return { who: byPhone, by: 'phone' }
  const { telegramUserId } = person
  const byTelegram =
    telegramUserId === null ? undefined : known.find((k) => k.telegramUserId === telegramUserId)
  if (byTelegram) return { who: byTelegram, by: 'telegram' }
  const name = nameKey(person.name)
  const ends = endsOf(person)
  if (!name || !ends.length) return undefined
  const who = known.find((k) => nameKey(k.name) === name && endsOf(k).some((end) => ends.includes(end)))
  return who && { who, by: 'name_and_phone' }
}

/**
 * Everything by which somebody could be found again, in a fixed order: whoever writes about one person holds a
 * lock on each of these meanwhile, so that two at once are one after the other.
 */
export function personKeys(person: Person): string[] {
  const keys = phonesOf(person).filter(isE164)
  if (person.telegramUserId !== null) keys.push(`telegram:${person.telegramUserId}`)
  const name = nameKey(person.name)
  if (name) for (const end of endsOf(person)) keys.push(`${name}:${end}`)
  return [...new Set(keys)].sort()
}
