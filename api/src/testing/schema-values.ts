import fc from 'fast-check'

/** As much of JSON Schema as our contracts use. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  minItems?: number
  minimum?: number
  maximum?: number
  format?: string
  additionalProperties?: JsonSchema | boolean
  propertyNames?: JsonSchema
}

const nasty = fc.constantFrom<unknown>(
  null,
  '',
  '\u0000',
  '\ud800',
  "'; drop table parses; --",
  '../../etc/passwd',
  '𝕏'.repeat(300),
  'http://[::1]/%00',
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  {},
  [[[]]],
  { __proto__: null, constructor: 1 },
)

const texts: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  uri: fc.webUrl(),
  'date-time': fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
}

/** Values that a schema describes, now and then spoilt at any depth. */
export function valuesOf(schema: JsonSchema, all: Record<string, JsonSchema>): fc.Arbitrary<unknown> {
  const spoilt = (good: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 12, arbitrary: good }, { weight: 1, arbitrary: nasty })
  const of = (s: JsonSchema, depth: number): fc.Arbitrary<unknown> => spoilt(plain(s, depth))
  const plain = (s: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    if (s.$ref) return of(all[s.$ref.split('/').at(-1)!] ?? {}, depth)
    if (s.const !== undefined) return fc.constant(s.const)
    if (s.enum) return fc.constantFrom(...s.enum)
    const choices = s.anyOf ?? s.oneOf
    if (choices) return fc.oneof(...choices.map((c) => of(c, depth + 1)))
    if (s.allOf) return of(s.allOf[0]!, depth + 1)
    switch (Array.isArray(s.type) ? s.type[0] : s.type) {
      case 'integer':
        return fc.integer({ min: s.minimum ?? -5, max: Math.min(s.maximum ?? 3000, 2 ** 31) })
      case 'number':
        return fc.double({ min: s.minimum ?? -5, max: s.maximum ?? 1e6, noNaN: true })
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'array':
        return fc.array(of(s.items ?? {}, depth + 1), {
          minLength: s.minItems ?? 0,
          maxLength: Math.max(3, s.minItems ?? 0),
        })
      case 'object':
        return objectOf(s, depth)
      case 'string':
        return (
          texts[s.format ?? ''] ??
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('Skoda', 'USD', 'auto.ria.com', '#D4AF37'),
          )
        )
      default:
        return fc.jsonValue()
    }
  }
  const objectOf = (s: JsonSchema, depth: number): fc.Arbitrary<unknown> => {
    const fields = Object.entries(s.properties ?? {}).map(
      ([key, value]) => [key, of(value, depth + 1)] as const,
    )
    const required = (s.required ?? []).filter((key) => s.properties?.[key])
    return fc.record(Object.fromEntries(fields), { requiredKeys: required })
  }
  return of(schema, 0)
}
