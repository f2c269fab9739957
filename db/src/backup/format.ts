import { z } from 'zod'

// A backup is text, gzipped: a line of JSON that says what it is; for each table a line that names it, its rows as
// COPY writes them, one a line, and `\.`; at last a line that says what all of it has to be.

export const Head = z.object({
  cartie: z.literal('backup'),
  form: z.literal(1),
  takenAt: z.string(),
  /** The moment of the last migration that its database had, as the migrations' journal has it. */
  migration: z.number(),
  /** The name of the CARTIE_SECRET that opens what is sealed in it; null: older than names. */
  keyId: z.string().nullable(),
})
export type Head = z.infer<typeof Head>

export const TableLine = z.object({ table: z.string(), columns: z.array(z.string()) })

const Sum = z.object({ rows: z.number(), sha256: z.string() })
export const Foot = z.object({
  end: z.literal(true),
  tables: z.record(z.string(), Sum),
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
})
export type Foot = z.infer<typeof Foot>

/** The line that ends a table's rows. */
export const tableEnd = '\\.'
