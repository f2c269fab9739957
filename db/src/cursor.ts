import { AppError } from '@cartie/shared/errors'

/** Makes the opaque cursor of a list out of the last row's sort values. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** The sort values in a cursor. Throws `invalid` for one that this list never gave. */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const plain = (v: unknown) => v === null || typeof v === 'string' || typeof v === 'number'
    if (Array.isArray(values) && values.length === length && values.every(plain)) return values
  } catch {
    // Falls through to the one refusal.
  }
  throw new AppError('invalid', 'The cursor is not one of this list. Start again without it.', {
    errors: [
      {
        pointer: '/query/cursor',
        code: 'invalid_cursor',
        message: 'Use nextCursor of the page before, or none',
      },
    ],
  })
}
