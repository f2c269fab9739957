import { describe, expect, test } from 'vitest'
import { events, type EventName } from '@cartie/shared/event'
import type { AuditEntry } from '@cartie/shared/schemas/audit'
import { thingHref } from './thing-href.ts'
import { deedWord } from './words.ts'

const id = '00000000-0000-4000-8000-000000000000'
const entry = (event: EventName, payload: Record<string, unknown>): AuditEntry => ({
  id: '1',
  at: '2026-11-26T12:00:00.000Z',
  event,
  payload,
  actor: { kind: 'user', id, name: 'Olha' },
  about: null,
})

describe('an entry of the audit trail', () => {
  test.each(Object.keys(events) as EventName[])('of %s is said in words', (event) => {
    expect(deedWord(event)).toMatch(/^\p{Lu}[^.]+: \p{L}/u)
  })

  test('leads to what it was done to, unless that is gone or many', () => {
    expect(thingHref(entry('lead.created', { leadId: id }))).toBe(`/leads?id=${id}`)
    expect(thingHref(entry('lead.deleted', { leadId: id }))).toBeUndefined()
    expect(thingHref(entry('listing.changed', { listingIds: [id] }))).toBe(`/inventory?id=${id}`)
    expect(thingHref(entry('listing.changed', { listingIds: [id, id] }))).toBeUndefined()
  })
})
