import { expect, test } from 'vitest'
import { LeadForm } from '@cartie/shared/schemas/lead-intake'
import { refusal } from '#lib/testing/refusal.ts'
import { blankRequest, bodyOf, problemsOf, refusedFields } from './request-form.ts'

const origin = { workspace: 'cartie', campaign: '', listingId: '', language: 'uk' } as const
const filled = { ...blankRequest(), name: 'Олена', phone: '067 123 45 67', consent: true }

test('an empty form is told by all that is missing, a whole one by nothing', () => {
  expect(Object.keys(problemsOf(blankRequest()))).toEqual(['name', 'phone', 'consent'])
  expect(problemsOf(filled)).toEqual({})
  expect(Object.keys(problemsOf({ ...filled, phone: '12' }))).toEqual(['phone'])
})

test('only what was filled in is sent, as the API takes it', () => {
  const bare = { workspace: 'cartie', name: 'Олена', phone: '+380671234567', kind: 'BUY', consent: true }
  expect(LeadForm.parse(bodyOf(filled, origin))).toEqual({ ...bare, language: 'uk' })
  const listingId = '7f0c1a52-3c5e-4a7e-9a1a-2f6d3a1b4c5d'
  const from = { ...origin, campaign: 'banner', listingId }
  const whole = { ...filled, kind: 'SELL', request: 'BMW X5', city: 'Київ', budget: 20_000 } as const
  expect(LeadForm.parse(bodyOf(whole, from))).toEqual({
    ...bare,
    language: 'uk',
    kind: 'SELL',
    request: 'BMW X5',
    city: 'Київ',
    budget: { min: null, max: 20_000, currency: 'USD' },
    campaign: 'banner',
    listingId,
  })
})

test('a car that is none, or a name of a campaign that is too long, keeps nobody from asking', () => {
  const odd = { ...origin, listingId: 'x5', campaign: 'c'.repeat(500) }
  expect(LeadForm.parse(bodyOf(filled, odd))).toMatchObject({ campaign: 'c'.repeat(64) })
  expect(LeadForm.parse(bodyOf(filled, odd)).listingId).toBeUndefined()
})

test('a refusal is told beside the fields that it names', () => {
  const problem = refusal(400, 'invalid', ['/phone', '/budget/max', '/workspace'])
  expect(Object.keys(refusedFields(problem))).toEqual(['phone', 'budget'])
  expect(refusedFields(new TypeError('away'))).toEqual({})
})
