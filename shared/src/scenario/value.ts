import { z } from 'zod'
import { grouped } from '../domain/grouped.ts'
import { toMajor } from '../domain/money.ts'

/** What a variable of a talk may hold: anything that JSON can say. */
export const Value = z.json()
export type Value = z.infer<typeof Value>

/** An amount of money as a variable holds it. */
export const MoneyValue = z.object({ amountMinor: z.int(), currency: z.string().length(3) })
export type MoneyValue = z.infer<typeof MoneyValue>

/** The name of a variable. Dots in a text's placeholder go into its value: `{car.title}`. */
export const VariableName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/)
  .meta({ widget: 'variable' })

/**
 * Variables that every talk has: who writes, the payload of the last deep link, the language of the talk, whether the
 * company answers now, and when it will if not.
 */
export const builtInVariables = ['contact', 'payload', 'language', 'company_open', 'company_opens'] as const

const signs: Record<string, string> = { USD: '$', EUR: '€', UAH: '₴', GBP: '£', PLN: 'zł' }

/** The money in a value, or undefined if it holds none. */
export function moneyOf(value: Value | undefined): MoneyValue | undefined {
  const parsed = MoneyValue.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** A value as a text shows it: "15 000 $", "12.05.2027", a list by commas, an object by its title or name. */
export function display(value: Value | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1')
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '✓' : '–'
  if (Array.isArray(value)) return value.map(display).join(', ')
  const money = moneyOf(value)
  if (money) return displayMoney(money)
  return display(value.title ?? value.name ?? null)
}

function displayMoney({ amountMinor, currency }: MoneyValue): string {
  const major = String(toMajor(amountMinor, currency))
  return `${major.replace(/^\d+/, grouped)} ${signs[currency] ?? currency}`
}

/** The number in a value: money in major units, digits of a text. Undefined if it is none. */
export function numberOf(value: Value | undefined): number | undefined {
  const money = moneyOf(value)
  if (money) return toMajor(money.amountMinor, money.currency)
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^[-+]?\d+(?:[.,]\d+)?$/.test(value.trim())) return undefined
  return Number(value.trim().replace(',', '.'))
}

/** A text from a value that is one and not blank. */
export const textOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined

/** Follows a dotted path into a value; own keys and list indices alone. */
export function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  let at = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = Array.isArray(at) ? at[Number(key)] : at[key]
  }
  return at
}
