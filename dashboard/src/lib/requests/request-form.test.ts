import { expect, test } from 'vitest'
import { bodyOf, criteriaChanged, criteriaFormOf, formOf, withRead, writtenOnly } from './request-form.ts'

const never = () => undefined

test('what was not changed is not sent', () => {
  expect(bodyOf(formOf(), formOf(), never)).toEqual({})
})

test('changed criteria are sent whole, each once, and only those', () => {
  const form = { ...formOf(), makes: ' BMW,  Audi, BMW ', budgetMax: 40_000, must: ['make' as const] }
  expect(bodyOf(form, formOf(), never)).toEqual({
    criteria: {
      makes: ['BMW', 'Audi'],
      budget: { min: null, max: 40_000, currency: 'USD' },
      must: ['make'],
    },
  })
  const cleared = { ...form, makes: '', budgetMax: undefined }
  expect(bodyOf(cleared, form, never)).toEqual({ criteria: { makes: [], budget: null } })
})

test('a deadline is sent as an instant, and taken away', () => {
  const at = () => '2030-01-01T10:00:00.000Z'
  const form = { ...formOf(), deadline: '2030-01-01T12:00' }
  expect(bodyOf(form, formOf(), at)).toEqual({ deadlineAt: '2030-01-01T10:00:00.000Z' })
  expect(bodyOf(formOf(), form, never)).toEqual({ deadlineAt: null })
})

test('what a person wrote stays when the text is read again; the rest follows the text', () => {
  const form = { ...criteriaFormOf(), makes: 'BMW', fuels: ['diesel'], must: ['fuel' as const] }
  const read = {
    ...criteriaFormOf(),
    makes: 'Audi',
    fuels: ['petrol'],
    yearFrom: 2018,
    must: ['make' as const],
  }
  const kept = new Set(['fuel'])
  expect(withRead(form, read, kept)).toMatchObject({
    makes: 'Audi',
    fuels: ['diesel'],
    yearFrom: 2018,
    must: ['make', 'fuel'],
  })
  expect(criteriaChanged(form, read)).toEqual(['make', 'year', 'fuel'])
})

test('of a form that a text once filled, what a person wrote is left alone', () => {
  const form = {
    ...formOf(),
    title: 'Audi',
    kind: 'SELL' as const,
    makes: 'Audi',
    yearFrom: 2018,
    notes: 'n',
  }
  const left = writtenOnly(form, formOf(), new Set(['year', 'title'] as const))
  expect(bodyOf(left, formOf(), never)).toEqual({
    title: 'Audi',
    notes: 'n',
    criteria: { yearFrom: 2018, yearTo: null },
  })
})
