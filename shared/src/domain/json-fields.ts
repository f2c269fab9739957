/** An object of foreign JSON, whose fields may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>

/** The value as an object; undefined for lists, null and what is no object. */
export const objectOf = (value: unknown): JsonObject | undefined =>
  isObject(value) && !Array.isArray(value) ? value : undefined

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null

/** The value as a list; empty for anything else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value as a text that any column holds, cut at `max` characters; empty for anything but a text. */
export const textOf = (value: unknown, max: number): string =>
  typeof value === 'string' ? value.slice(0, max).replaceAll('\u0000', '').toWellFormed() : ''

/** The value as an integer that JavaScript and a bigint column hold exactly; undefined for anything else. */
export const integerOf = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) ? Number(value) : undefined
