/** What a text of JSON shows where a string in it holds NUL or a lone surrogate; and where one spells such an escape. */
const suspect = /\\u(?:0000|d[89a-f])/

/** JSON for a jsonb column: NUL, which Postgres refuses, is dropped, and lone surrogates are mended. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value)
  return suspect.test(text) ? JSON.stringify(value, mend) : text
}

const mend = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
