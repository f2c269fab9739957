import type { Lead } from '../schemas/lead.ts'

/** What Meta matches people by, each under its name for it. */
export type MetaUser = Partial<Record<'em' | 'ph' | 'fn' | 'ln' | 'ct' | 'external_id', string[]>>

/** Meta's normal form of a name or a city: lower case, letters alone. */
const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{M}]|\p{Lm}/gu, '')
const some = (values: (string | null | undefined)[]) => [
  ...new Set(values.filter((one): one is string => !!one)),
]

/**
 * Who a lead is, in the normal form that Meta asks for before the hash: e-mails in lower case, phones as digits with
 * their country and no zeros before it. Undefined where there is nothing by which anybody would be known.
 */
export function metaUser(lead: Lead): MetaUser | undefined {
  const em = some([lead.email?.trim().toLowerCase()])
  // Further numbers that nobody could read stand as they were written, without a plus.
  const phones = [lead.phone, ...lead.otherPhones.filter((one) => one.startsWith('+'))]
  const ph = some(phones.map((one) => one?.replace(/\D/g, '')))
  if (!em.length && !ph.length) return undefined
  const [first, ...rest] = lead.name.split(/\s+/).map(letters).filter(Boolean)
  const all: MetaUser = {
    em,
    ph,
    fn: some([first]),
    ln: some([rest.join('')]),
    ct: some([lead.city && letters(lead.city)]),
    external_id: [lead.id],
  }
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values.length))
}
