import { isId } from '../domain/is-id.ts'

type Values = readonly [string, ...string[]]

/**
 * What a field of a list's filter may hold. The API makes its schema of it (`filterSchema`); a browser, which reads the
 * filters of an address before the first page is there, checks it as it is (`mayHold`), without a library of schemas.
 */
export type FilterField = { about?: string } & (
  | { kind: 'text' | 'word'; max: number }
  | { kind: 'some' | 'one'; of: Values }
  | { kind: 'tags'; most: number; max: number }
  | { kind: 'id'; or?: string }
  | { kind: 'pattern'; pattern: RegExp }
  | { kind: 'count' | 'flag' }
)
export type FilterFields = Readonly<Record<string, FilterField>>

/** The most that a number of a filter may be. */
export const mostOfCount = 1e12
const flags = ['true', '1', 'yes', 'on', 'y', 'enabled', 'false', '0', 'no', 'off', 'n', 'disabled']

/** The values of a text that holds several, separated by commas. */
const valuesIn = (text: string): string[] => text.split(',').filter(Boolean)

/** Whether the API would take a text, trimmed and not empty, in a field. */
export function mayHold(field: FilterField, text: string): boolean {
  switch (field.kind) {
    case 'text':
    case 'word':
      return text.length <= field.max
    case 'one':
      return field.of.includes(text)
    case 'some': {
      const values = valuesIn(text)
      return values.length <= field.of.length && values.every((value) => field.of.includes(value))
    }
    case 'tags': {
      const tags = text.split(',').filter((one) => one.trim())
      return tags.length <= field.most && tags.every((tag) => tag.trim().length <= field.max)
    }
    case 'id':
      return isId(text) || text === field.or
    case 'pattern':
      return field.pattern.test(text)
    case 'count': {
      const value = Number(text)
      return Number.isInteger(value) && value >= 0 && value <= mostOfCount
    }
    case 'flag':
      return flags.includes(text.toLowerCase())
  }
}

/** The fields of an address that the API would take, by their names; what it would refuse is left out. */
export function readFilter<K extends string>(
  fields: Readonly<Record<K, FilterField>>,
  names: readonly K[],
  params: Pick<URLSearchParams, 'get'>,
): Partial<Record<K, string>> {
  const filter: Partial<Record<K, string>> = {}
  for (const name of names) {
    const text = params.get(name)?.trim()
    if (text && mayHold(fields[name], text)) filter[name] = text
  }
  return filter
}
