import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { enrichLead, mergeWays, replayLead, type LoggedChange } from './enrich-lead.ts'
import { applyChanges, changesBetween } from './lead-changes.ts'
import { leadKinds, leadSources, type LeadFields } from './lead.ts'
import { leadStatuses } from './lead-status.ts'

const blank: LeadFields = {
  kind: 'BUY',
  status: 'NEW',
  name: 'Client',
  phone: null,
  otherPhones: [],
  email: null,
  telegramUserId: null,
  telegramUsername: null,
  language: null,
  city: null,
  contactId: null,
  botId: null,
  sessionId: null,
  source: 'telegram',
  sourceChatId: null,
  campaign: null,
  request: null,
  make: null,
  model: null,
  yearFrom: null,
  yearTo: null,
  budgetMinMinor: null,
  budgetMaxMinor: null,
  currency: null,
  listingId: null,
  ownerId: null,
  tags: [],
  consentAt: null,
}
const text = fc.option(fc.constantFrom('a', 'b', 'c d'))
const number = fc.option(fc.integer({ min: 1, max: 3 }))
const phone = fc.constantFrom('+380671111111', '+380672222222', '+380673333333')
export const anyLead: fc.Arbitrary<LeadFields> = fc.record({
  kind: fc.constantFrom(...leadKinds),
  status: fc.constantFrom(...leadStatuses),
  name: fc.constantFrom('Client', 'Іван', 'Ольга'),
  phone: fc.option(phone),
  otherPhones: fc.uniqueArray(fc.oneof(phone, fc.constant('12-34')), { maxLength: 2 }),
  email: text,
  telegramUserId: number,
  telegramUsername: text,
  language: text,
  city: text,
  contactId: text,
  botId: text,
  sessionId: text,
  source: fc.constantFrom(...leadSources),
  sourceChatId: text,
  campaign: text,
  request: text,
  make: text,
  model: text,
  yearFrom: number,
  yearTo: number,
  budgetMinMinor: number,
  budgetMaxMinor: number,
  currency: text,
  listingId: text,
  ownerId: text,
  tags: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 2 }),
  consentAt: text,
})
const way = fc.constantFrom(...mergeWays)
const merge = (
  known: LeadFields,
  given: Partial<LeadFields>,
  how = mergeWays[0] as (typeof mergeWays)[number],
) => applyChanges(known, enrichLead(known, given, how))

describe('a merge', () => {
  test('keeps the new phone, budget, interest and request, and the ones before', () => {
    const known = {
      ...blank,
      name: 'Іван',
      phone: '+380671111111',
      request: 'BMW X5',
      make: 'BMW',
      model: 'X5',
      budgetMinMinor: 10,
      budgetMaxMinor: 20,
      currency: 'USD',
    }
    const after = merge(known, {
      name: 'Ivan',
      phone: '+380672222222',
      request: 'or an Audi',
      make: 'Audi',
      budgetMaxMinor: 15,
      currency: 'EUR',
      tags: ['hot'],
    })
    expect(after).toEqual({
      ...known,
      phone: '+380672222222',
      otherPhones: ['+380671111111'],
      request: 'BMW X5\n\nor an Audi',
      make: 'Audi',
      model: null,
      budgetMinMinor: null,
      budgetMaxMinor: 15,
      currency: 'EUR',
      tags: ['hot'],
    })
  })

  test('with an older lead fills what is unknown and changes no wish', () => {
    const known = { ...blank, phone: '+380671111111', city: 'Kyiv', make: 'BMW' }
    const given = { phone: '+380672222222', city: 'Lviv', make: 'Audi', yearFrom: 2018, email: 'a@b.c' }
    expect(merge(known, given, 'older')).toEqual({
      ...known,
      otherPhones: ['+380672222222'],
      yearFrom: 2018,
      email: 'a@b.c',
    })
  })

  test('a name that names nobody gives way to one that does, and to no other', () => {
    expect(merge(blank, { name: 'Іван' }).name).toBe('Іван')
    expect(merge({ ...blank, name: 'Іван' }, { name: 'Петро' }).name).toBe('Іван')
    expect(merge({ ...blank, name: 'Іван' }, { name: 'user' }).name).toBe('Іван')
  })

  test('a person who is heard of again opens a lost lead, and a merge by hand does not', () => {
    expect(merge({ ...blank, status: 'LOST' }, {}).status).toBe('NEW')
    expect(merge({ ...blank, status: 'LOST' }, {}, 'newer').status).toBe('LOST')
    expect(merge({ ...blank, status: 'IN_PROGRESS' }, { status: 'NEW' }).status).toBe('IN_PROGRESS')
  })

  test('loses no phone, tag, wish, name or email that either side knew', () => {
    fc.assert(
      fc.property(anyLead, anyLead, way, (known, given, how) => {
        const after = merge(known, given, how)
        const phones = [after.phone, ...after.otherPhones]
        for (const one of [known.phone, given.phone, ...known.otherPhones, ...given.otherPhones]) {
          if (one !== null) expect(phones).toContain(one)
        }
        expect(after.otherPhones).not.toContain(after.phone)
        expect(after.tags).toEqual(expect.arrayContaining([...known.tags, ...given.tags]))
        for (const side of [known, given]) {
          if (side.request) expect(after.request!.split('\n\n')).toContain(side.request)
        }
        for (const field of ['email', 'telegramUserId', 'campaign', 'ownerId', 'consentAt'] as const) {
          expect(after[field]).toBe(known[field] ?? given[field])
        }
      }),
    )
  })

  test('the same word once more changes nothing', () => {
    fc.assert(
      fc.property(anyLead, anyLead, (known, given) => {
        const once = merge(known, given)
        expect(enrichLead(once, given, 'captured')).toEqual({})
      }),
    )
  })

  test('a wish has an end, so that nobody fills the database through a form', () => {
    let lead = blank
    for (let i = 0; i < 30; i++) lead = merge(lead, { request: `${i} ${'x'.repeat(1000)}` })
    expect(lead.request!.length).toBeLessThanOrEqual(20_000)
    expect(lead.request).toMatch(/^0 x/)
  })
})

describe('the log', () => {
  const entry = fc.oneof(
    fc.record({ given: anyLead, way }),
    fc.record({ edit: fc.record({ city: text, make: text, request: text }, { requiredKeys: [] }) }),
    fc.record({ tags: fc.record({ add: fc.constant(['x']), remove: fc.constant(['y']) }) }),
  )
  /** Does one thing to a lead and logs it. */
  function act(fields: LeadFields, id: number, what: typeof entry extends fc.Arbitrary<infer E> ? E : never) {
    if ('given' in what) return { fields: merge(fields, what.given, what.way), entry: { id, ...what } }
    const changes = 'edit' in what ? changesBetween(fields, what.edit) : { tags: what.tags }
    return { fields: applyChanges(fields, changes), entry: { id, changes } }
  }

  test('tells the lead as it is; a merge that is undone at once leaves it as it was', () => {
    fc.assert(
      fc.property(anyLead, fc.array(entry, { maxLength: 8 }), anyLead, way, (born, done, given, how) => {
        let fields = born
        const log: LoggedChange[] = [{ id: 0, born }]
        for (const what of done) {
          const did = act(fields, log.length, what)
          fields = did.fields
          log.push(did.entry)
        }
        expect(replayLead(log, new Set())).toEqual(fields)
        const merged = [...log, { id: log.length, given, way: how }]
        expect(replayLead(merged, new Set([log.length]))).toEqual(fields)
      }),
    )
  })

  test('a merge in the middle is undone as if it had never been, and what came after holds', () => {
    fc.assert(
      fc.property(
        anyLead,
        fc.array(entry, { maxLength: 5 }),
        fc.array(anyLead, { maxLength: 5 }),
        anyLead,
        (born, before, after, given) => {
          let without = born
          const log: LoggedChange[] = [{ id: 0, born }]
          for (const what of before) {
            const did = act(without, log.length, what)
            without = did.fields
            log.push(did.entry)
          }
          const undone = log.length
          log.push({ id: undone, given, way: 'captured' })
          for (const one of after) {
            log.push({ id: log.length, given: one, way: 'captured' })
            without = merge(without, one)
          }
          expect(replayLead(log, new Set([undone]))).toEqual(without)
        },
      ),
    )
  })

  test('without a beginning tells nothing', () => {
    expect(replayLead([{ id: 1, changes: {} }], new Set())).toBeUndefined()
  })
})
