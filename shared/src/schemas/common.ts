import { z } from 'zod'

export const Id = z.uuid().meta({ id: 'Id', description: 'A UUID' })
export const idParams = z.object({ id: Id })
export const Timestamp = z.iso.datetime().meta({ description: 'UTC, ISO 8601' })

/** Drops NUL and mends lone surrogates, so that any text from outside can be stored. */
export const cleanString = (max: number, min = 0) =>
  z
    .string()
    .transform((s) => s.replaceAll('\u0000', '').toWellFormed().trim())
    .pipe(z.string().min(min).max(max))

/** The query of every list: an opaque cursor and a page size. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** The reply of every list. */
export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ data: z.array(row), nextCursor: z.string().nullable() })

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })
export type Problem = z.infer<typeof Problem>

export const Language = z.enum(['uk', 'ru', 'en'])
export type Language = z.infer<typeof Language>

/** Comma-separated values of a closed list, as a query parameter carries them. */
export const csvOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z
    .string()
    .transform((s) => s.split(',').filter(Boolean))
    .pipe(z.array(z.enum(values)).max(values.length))
