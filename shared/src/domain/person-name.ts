import { cleanLine } from './clean-text.ts'
import { fold } from './fold.ts'

/** What people are called where nobody knows their name. */
export const unknownPerson = 'Client'

const generic = new Set([
  'client',
  'user',
  'unknown',
  'unknown user',
  'unknown client',
  'guest',
  'anonymous',
  'клієнт',
  'клиент',
  'користувач',
  'пользователь',
  'невідомий',
  'неизвестный',
  'гість',
  'гость',
])

/** Whether a text names nobody: empty, signs alone, or a word that stands for any person. */
export function isGenericName(name: string): boolean {
  const plain = fold(cleanLine(name))
  return !/[\p{L}\p{N}]/u.test(plain) || generic.has(plain)
}

/** The first of these that names somebody: as given, Telegram's full name, @username; else `unknownPerson`. */
export function personName(...names: readonly (string | null | undefined)[]): string {
  for (const name of names) if (name && !isGenericName(name)) return cleanLine(name)
  return unknownPerson
}
