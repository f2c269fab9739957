import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { events, type EventName } from '../event.ts'
import type { IntegrationKind } from './integration.ts'
import { hookBodySchema, sampleBody } from './hook-body.ts'
import { hookEvents } from './hook-events.ts'
import { integrationKinds } from './registry.ts'

const kinds = Object.entries<IntegrationKind>(integrationKinds)

describe.each(kinds)('%s', (type, kind) => {
  test('is registered under its own type, and its example fills its form', () => {
    expect(kind.type).toBe(type)
    expect(kind.config.safeParse(kind.example).success).toBe(true)
    expect(kind.config.safeParse({}).success).toBe(false)
  })

  test('has words for every field and choice in three languages', () => {
    const schema = z.toJSONSchema(kind.config, { io: 'input' })
    const properties = [schema, ...(schema.oneOf ?? [])].flatMap((one) =>
      Object.entries((typeof one === 'object' && one.properties) || {}),
    )
    const fields = properties.map(([name]) => name)
    const choices = properties.flatMap(([, one]) => choicesOf(one))
    expect(Object.keys(kind.labels.fields)).toEqual(expect.arrayContaining(fields))
    expect(Object.keys(kind.labels.values ?? {})).toEqual(expect.arrayContaining(choices))
    const { name, help, fields: named, values = {} } = kind.labels
    const given = kind.secret ? [kind.secret.label, kind.secret.help] : []
    for (const words of [name, help, ...given, ...Object.values(named), ...Object.values(values)])
      for (const language of ['uk', 'ru', 'en'] as const) expect(words[language].trim()).not.toBe('')
  })
})

function choicesOf(schema: z.core.JSONSchema.BaseSchema | boolean): unknown[] {
  if (typeof schema !== 'object') return []
  const { items } = schema
  return [
    ...(schema.enum ?? []),
    ...(typeof schema.const === 'string' ? [schema.const] : []),
    ...(items && !Array.isArray(items) ? choicesOf(items) : []),
  ]
}

test.each([
  ['ftp://crm.example/x'],
  ['https://user:password@crm.example/x'],
  ['crm.example'],
  ['javascript:alert(1)'],
])('an event goes to no address such as %s', (url) => {
  expect(integrationKinds.WEBHOOK.config.safeParse({ url }).success).toBe(false)
})

test('what deliveries and integrations become is told to nobody outside: that would never end', () => {
  const outside = new Set<EventName>(hookEvents)
  const kept = (Object.keys(events) as EventName[]).filter((name) => !outside.has(name))
  expect(kept.toSorted()).toEqual([
    'delivery.changed',
    'delivery.ended',
    'delivery.unknown',
    'integration.changed',
    'integration.disabled',
    'notice.changed',
    'parse.progressed',
    'site_preview.finished',
  ])
})

test.each(hookEvents)('the sample of %s is what its schema describes', (name) => {
  const sample: unknown = JSON.parse(sampleBody(name, '2026-11-26T10:00:00.000Z'))
  expect(hookBodySchema(name).strict().parse(sample)).toEqual(sample)
})
