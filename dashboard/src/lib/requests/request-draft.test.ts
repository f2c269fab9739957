import { expect, test } from 'vitest'
import { draftOf } from './request-draft.ts'
import { formOf } from './request-form.ts'

const blank = formOf(undefined, '', 'USD')

test('a draft comes back as it was left, number and list and all', () => {
  const form = { ...blank, title: 'BMW', yearFrom: 2018, fuels: ['diesel'] }
  const draft = { text: 'BMW від 2018', form, touched: ['title' as const] }
  expect(draftOf(JSON.stringify(draft), blank)).toEqual(draft)
})

test.each([null, '', 'Skoda Fabia', '3', '{"text":', '[]'])('%j is a blank form or no draft', (stored) => {
  expect(draftOf(stored, blank)?.form ?? blank).toEqual(blank)
})

test('fields that are none, or of another kind, are left out', () => {
  const form = { title: 7, yearFrom: 'x', fuels: 'diesel', unknown: 1, notes: 'ok' }
  expect(draftOf(JSON.stringify({ form, touched: 'title' }), blank)).toEqual({
    text: '',
    form: { ...blank, notes: 'ok' },
    touched: [],
  })
})
