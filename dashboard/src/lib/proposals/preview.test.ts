import { expect, test } from 'vitest'
import type { ProposalDetail, PublicProposal } from '@cartie/shared/schemas/proposal'
import { draftOf } from './draft.ts'
import { previewOf } from './preview.ts'

const variant = (id: string) => ({
  id,
  title: id,
  price: { amount: 100, currency: 'USD' },
  photos: ['1', '2'],
})
const detail = {
  title: 'T',
  intro: 'I',
  language: 'uk',
  expiresAt: null,
  items: ['a', 'b'].map((id) => ({
    id: `item ${id}`,
    variant: variant(id),
    margin: null,
    price: { amount: 100, currency: 'USD' },
    comment: null,
    photos: ['1', '2'],
  })),
} as unknown as ProposalDetail
const page = {
  title: 'T',
  intro: 'I',
  cars: ['a', 'b'].map((id) => ({
    id: `item ${id}`,
    title: id,
    price: { amount: 100, currency: 'USD' },
    comment: null,
    photos: ['1', '2'],
    accepted: false,
  })),
} as unknown as PublicProposal

test('a draft that was not touched is shown as the server shows it', () => {
  expect(previewOf(page, detail, draftOf(detail)).cars).toEqual(page.cars)
})
test('what was changed and not saved is shown at once; a car that the server has not seen yet waits', () => {
  const draft = draftOf(detail)
  const [a, b] = draft.items
  const added = { ...a!, variant: { ...a!.variant, id: 'c' } }
  const items = [{ ...b!, kind: 'percent' as const, value: 10, comment: ' Good ', photos: ['2'] }, a!, added]
  const shown = previewOf(page, detail, { ...draft, title: ' ', intro: '', language: 'en', items })
  expect(shown).toMatchObject({ title: 'T', intro: null, language: 'en', state: 'open' })
  expect(shown.cars.map(({ id, price, comment, photos }) => [id, price?.amount, comment, photos])).toEqual([
    ['item b', 110, 'Good', ['2']],
    ['item a', 100, null, ['1', '2']],
  ])
})
