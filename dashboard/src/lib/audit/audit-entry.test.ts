import { describe, expect, test } from 'vitest'
import { events, type EventName } from '@cartie/shared/event'
import type { AuditEntry } from '@cartie/shared/schemas/audit'
import { textKinds } from '@cartie/shared/texts/registry'
import { m } from '#lib/paraglide/messages.js'
import { fieldWord } from './field-word.ts'
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

  test('names a setting, or a text of the workspace’s own, as people call it', () => {
    expect(fieldWord('timeZone')).toBe(m.settings_time_zone())
    expect(fieldWord('texts.deal_won.en')).toBe(`${textKinds.deal_won.label.uk} (en)`)
    expect(fieldWord('texts.gone.en')).toBe('texts.gone.en')
  })

  test('leads to what it was done to, unless that is gone or many', () => {
    expect(thingHref(entry('lead.created', { leadId: id }))).toBe(`/leads?id=${id}`)
    expect(thingHref(entry('lead.deleted', { leadId: id }))).toBeUndefined()
    expect(thingHref(entry('listing.changed', { listingIds: [id] }))).toBe(`/inventory?id=${id}`)
    expect(thingHref(entry('listing.changed', { listingIds: [id, id] }))).toBeUndefined()
  })
})
