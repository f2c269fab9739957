import fc from 'fast-check'
import { valuesOf, type JsonSchema } from './schema-values.ts'

/** An operation of the document, as far as requests are made from it. */
export interface Operation {
  operationId: string
  parameters?: { name: string; in: string; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
}
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, JsonSchema> }
}

/**
 * Addresses and bodies that an operation describes, now and then spoilt.
 * @param known ids of things that exist, so that most requests get beyond the look-up
 */
export function requestsOf(
  path: string,
  operation: Operation,
  schemas: Record<string, JsonSchema>,
  known: readonly string[],
): fc.Arbitrary<[url: string, body: unknown]> {
  const parameters = operation.parameters ?? []
  const inPath = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.string({ minLength: 1 }) },
  )
  const asked = parameters.filter((p) => p.in === 'query')
  // Few at once: of a list's twenty filters one that is spoilt would hide what the others do.
  const query = fc
    .subarray(asked, { maxLength: Math.min(asked.length, 3) })
    .chain((some) => fc.record(Object.fromEntries(some.map((p) => [p.name, valuesOf(p.schema, schemas)]))))
  const schema = operation.requestBody?.content['application/json']?.schema
  const body = schema ? valuesOf(schema, schemas) : fc.constant(undefined)
  return fc
    .tuple(fc.array(inPath, { minLength: 3, maxLength: 3 }), query, body)
    .map(([ids, values, sent]) => {
      let at = 0
      const filled = path.replace(/\{\w+\}/g, () => encodeURIComponent((ids[at++] ?? '').toWellFormed()))
      const search = new URLSearchParams(
        Object.entries(values).map(([name, value]) => [
          name,
          typeof value === 'object' ? JSON.stringify(value) : String(value),
        ]),
      ).toString()
      return [search ? `${filled}?${search}` : filled, sent]
    })
}
