import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { nodeTypes } from '@cartie/shared/scenario/nodes/registry'
import { LocalText } from '@cartie/shared/scenario/local-text'
import { VariableName } from '@cartie/shared/scenario/value'
import { blankOf, formOf, type Shape } from './form-fields.ts'

test('a form asks for each option in its own way, and knows what it is without an answer', () => {
  const shape = formOf(
    z.object({
      text: LocalText,
      variable: VariableName.default('name'),
      tries: z.int().min(1).max(10).default(3),
      notes: z.string().max(2000).default(''),
      as: z.enum(['a', 'b']),
      links: z.array(z.object({ label: LocalText })).max(4),
      headers: z.record(z.string(), z.string()).default({}),
    }),
  )
  expect(shape).toEqual({
    kind: 'group',
    fields: [
      { name: 'text', required: true, shape: { kind: 'local-text' } },
      { name: 'variable', required: false, initial: 'name', shape: { kind: 'variable' } },
      { name: 'tries', required: false, initial: 3, shape: { kind: 'number', min: 1, max: 10 } },
      { name: 'notes', required: false, initial: '', shape: { kind: 'text', long: true } },
      { name: 'as', required: true, shape: { kind: 'choice', values: ['a', 'b'] } },
      {
        name: 'links',
        required: true,
        shape: {
          kind: 'list',
          most: 4,
          item: {
            kind: 'group',
            fields: [{ name: 'label', required: true, shape: { kind: 'local-text' } }],
          },
        },
      },
      { name: 'headers', required: false, initial: {}, shape: { kind: 'pairs' } },
    ],
  })
})

describe('every kind of step has a form', () => {
  test.each(Object.entries(nodeTypes))(
    '%s: each field has a label, each word of a list too',
    (_, definition) => {
      const { fields, values = {} } = definition.labels as {
        fields: Record<string, unknown>
        values?: Record<string, unknown>
      }
      const languages = ['uk', 'ru', 'en']
      const missing: string[] = []
      const walk = (shape: Shape): void => {
        if (shape.kind === 'choice')
          missing.push(...shape.values.filter((value) => !values[value] && !languages.includes(value)))
        if (shape.kind === 'list') walk(shape.item)
        const all =
          shape.kind === 'group'
            ? shape.fields
            : shape.kind === 'variants'
              ? shape.variants.flatMap((variant) => variant.fields)
              : []
        if (shape.kind === 'variants')
          missing.push(
            ...[shape.key, ...shape.variants.map(({ value }) => value)].filter(
              (word) => !fields[word] && !values[word],
            ),
          )
        for (const field of all) {
          if (!fields[field.name]) missing.push(field.name)
          walk(field.shape)
        }
      }
      walk(formOf(definition.options))
      expect(missing).toEqual([])
    },
  )
})

test('what a list begins with has what must be there', () => {
  const shape = formOf(nodeTypes.START.options)
  const triggers = shape.kind === 'group' ? shape.fields.find(({ name }) => name === 'triggers') : undefined
  const item = triggers?.shape.kind === 'list' ? triggers.shape.item : undefined
  expect(item && blankOf(item)).toEqual({ kind: 'command', command: '' })
})
