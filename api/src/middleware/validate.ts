import { type z } from 'zod'
import { en, ru, uk } from 'zod/locales'
import { AppError, type FieldError } from '@cartie/shared/errors'
import type { Language } from '@cartie/shared/schemas/common'

const words = { en: en().localeError, ru: ru().localeError, uk: uk().localeError }
const maxErrors = 50

/**
 * What a schema makes of an input. Throws `invalid` with a JSON pointer, a code and a sentence for each wrong field.
 * @param prefix where the input stands: empty for the body, `/query` or `/params`
 */
export function validate<S extends z.ZodType>(
  schema: S,
  input: unknown,
  { prefix, language }: { prefix: '' | '/query' | '/params'; language: Language },
): z.output<S> {
  const parsed = schema.safeParse(input, { error: words[language] })
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, maxErrors).flatMap((issue) => fieldErrors(issue, prefix))
  const first = errors[0]
  const where = first?.pointer ? ` ${first.pointer}:` : ''
  throw new AppError('invalid', `Check the input.${where} ${first?.message ?? ''}`.trim(), { errors })
}

function fieldErrors(issue: z.core.$ZodIssue, prefix: string): FieldError[] {
  const pointer = prefix + issue.path.map((part) => `/${escape(String(part))}`).join('')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, maxErrors).map((key) => ({
      pointer: `${pointer}/${escape(key)}`,
      code: 'unknown_field',
      message: issue.message,
    }))
  }
  return [{ pointer, code: issue.code, message: issue.message }]
}

/** RFC 6901, section 3. */
const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 200)

/** Refuses text that no database can hold, in an address. */
export function refuseNul(values: Record<string, unknown>, prefix: '/query' | '/params'): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string' && (value.includes('\u0000') || !value.isWellFormed())) {
      throw new AppError('invalid', 'The address holds characters that are not text.', {
        errors: [
          { pointer: `${prefix}/${escape(name)}`, code: 'bad_text', message: 'Leave out NUL characters' },
        ],
      })
    }
  }
}
