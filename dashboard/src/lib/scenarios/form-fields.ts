import { z } from 'zod'

export type Json = z.infer<ReturnType<typeof z.json>>

/** What a form asks for: read from a schema, so that a new kind of step needs no form of its own. */
export type Shape =
  | { kind: 'local-text' | 'variable' | 'flag' | 'pairs' }
  | { kind: 'text'; long: boolean; pattern?: string }
  | { kind: 'number'; min?: number; max?: number }
  | { kind: 'choice'; values: string[] }
  | { kind: 'list'; item: Shape; most: number }
  | { kind: 'group'; fields: FormField[] }
  | { kind: 'variants'; key: string; variants: Variant[] }

export interface FormField {
  name: string
  shape: Shape
  required: boolean
  /** What it is while nobody has said anything. */
  initial?: Json
}
export interface Variant {
  value: string
  fields: FormField[]
}

/** What draws the fields of a group. */
export interface GroupProps {
  shape: Shape & { kind: 'group' | 'variants' }
  /** Before the names of the fields: "" at the top, "choices.0." in a list. */
  prefix: string
  value: Record<string, Json>
  onchange: (value: Record<string, Json>, path: string) => void
}

type Schema = z.core.JSONSchema.BaseSchema

const known = new WeakMap<z.ZodType, Shape>()

/** The form of a kind of step: its fields, or variants of them by one of its options. */
export function formOf(options: z.ZodType): Shape {
  const shape = known.get(options) ?? shapeOf(z.toJSONSchema(options, { io: 'input' }))
  known.set(options, shape)
  return shape
}

const asSchema = (schema: Schema | boolean | undefined): Schema => (typeof schema === 'object' ? schema : {})

function shapeOf(schema: Schema): Shape {
  if (schema.widget === 'local-text') return { kind: 'local-text' }
  if (schema.widget === 'variable') return { kind: 'variable' }
  const variants = schema.oneOf ?? schema.anyOf
  if (variants) return variantsOf(variants.map(asSchema))
  if (schema.enum) return { kind: 'choice', values: schema.enum.map(String) }
  if (schema.type === 'boolean') return { kind: 'flag' }
  if (schema.type === 'number' || schema.type === 'integer')
    return {
      kind: 'number',
      ...(typeof schema.minimum === 'number' ? { min: schema.minimum } : {}),
      ...(typeof schema.maximum === 'number' ? { max: schema.maximum } : {}),
    }
  if (schema.type === 'array') {
    const item = Array.isArray(schema.items) ? {} : asSchema(schema.items)
    return { kind: 'list', item: shapeOf(item), most: schema.maxItems ?? 100 }
  }
  if (schema.properties) return { kind: 'group', fields: fieldsOf(schema) }
  if (schema.type === 'object') return { kind: 'pairs' }
  return {
    kind: 'text',
    long: (schema.maxLength ?? 0) > 300 && !schema.pattern && !schema.format,
    ...(schema.pattern ? { pattern: schema.pattern } : {}),
  }
}

/** Groups that one of their fields, always the same word in each, tells apart. */
function variantsOf(schemas: Schema[]): Shape {
  const key = Object.entries(schemas[0]?.properties ?? {}).find(
    ([, property]) => asSchema(property).const !== undefined,
  )?.[0]
  if (!key) return { kind: 'text', long: false }
  return {
    kind: 'variants',
    key,
    variants: schemas.map((schema) => ({
      value: String(asSchema(schema.properties?.[key]).const),
      fields: fieldsOf(schema).filter(({ name }) => name !== key),
    })),
  }
}

const fieldsOf = ({ properties = {}, required = [] }: Schema): FormField[] =>
  Object.entries(properties).map(([name, property]) => {
    const initial = z.json().safeParse(asSchema(property).default)
    return {
      name,
      shape: shapeOf(asSchema(property)),
      required: required.includes(name),
      ...(initial.success ? { initial: initial.data } : {}),
    }
  })

/** A value to begin with. */
export function blankOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'local-text':
    case 'pairs':
      return {}
    case 'flag':
      return false
    case 'number':
      return shape.min ?? 0
    case 'choice':
      return shape.values[0] ?? ''
    case 'list':
      return []
    case 'group':
      return blankGroup(shape.fields)
    case 'variants':
      return { [shape.key]: shape.variants[0]?.value ?? '', ...blankGroup(shape.variants[0]?.fields ?? []) }
    default:
      return ''
  }
}

/** The fields that must be there; the others have values of their own. */
export const blankGroup = (fields: readonly FormField[]): Record<string, Json> =>
  Object.fromEntries(
    fields.filter(({ required }) => required).map(({ name, shape }) => [name, blankOf(shape)]),
  )
