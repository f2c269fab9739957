import { z } from 'zod'
import { mostOfCount, type FilterField, type FilterFields } from '../filters/filter-field.ts'
import { cleanString, csvOf, Id } from './common.ts'

const tag = (max: number) => cleanString(max, 1)
const tagsIn = (most: number, max: number) =>
  z
    .string()
    .transform((s) => s.split(',').filter((one) => one.trim()))
    .pipe(z.array(tag(max)).max(most))
const count = z.coerce.number().int().min(0).max(mostOfCount)

type Values = readonly [string, ...string[]]
type SchemaOf<F> = F extends { kind: 'text' }
  ? ReturnType<typeof cleanString>
  : F extends { kind: 'word' | 'pattern' }
    ? z.ZodString
    : F extends { kind: 'some'; of: infer V extends Values }
      ? ReturnType<typeof csvOf<V>>
      : F extends { kind: 'one'; of: infer V extends Values }
        ? z.ZodEnum<{ [K in V[number]]: K }>
        : F extends { kind: 'tags' }
          ? ReturnType<typeof tagsIn>
          : F extends { kind: 'id'; or: infer W extends string }
            ? z.ZodUnion<readonly [typeof Id, z.ZodLiteral<W>]>
            : F extends { kind: 'id' }
              ? typeof Id
              : F extends { kind: 'count' }
                ? typeof count
                : ReturnType<typeof z.stringbool>

function schemaOf(field: FilterField): z.ZodType {
  switch (field.kind) {
    case 'text':
      return cleanString(field.max)
    case 'word':
      return z.string().max(field.max)
    case 'pattern':
      return z.string().regex(field.pattern)
    case 'some':
      return csvOf(field.of)
    case 'one':
      return z.enum(field.of)
    case 'tags':
      return tagsIn(field.most, field.max)
    case 'id':
      return field.or === undefined ? Id : z.union([Id, z.literal(field.or)])
    case 'count':
      return count
    case 'flag':
      return z.stringbool()
  }
}

/** The schema of a filter: an object of its fields, each of which may be absent. */
export const filterSchema = <F extends FilterFields>(fields: F) =>
  z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const schema = schemaOf(field).optional()
        return [name, field.about === undefined ? schema : schema.meta({ description: field.about })]
      }),
    ) as { [K in keyof F]: z.ZodOptional<SchemaOf<F[K]>> },
  )
