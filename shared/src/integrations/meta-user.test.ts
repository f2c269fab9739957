import { expect, test } from 'vitest'
import type { Lead } from '../schemas/lead.ts'
import { metaUser } from './meta-user.ts'

const lead = (more: Partial<Lead>) =>
  ({
    id: 'id-1',
    name: '',
    phone: null,
    otherPhones: [],
    email: null,
    city: null,
    ...more,
  }) as unknown as Lead

test('a person is told in the form in which Meta hashes: lower case, digits, no marks', () => {
  const more = {
    name: "  Марʼяна О'Ніл-Бойко ",
    email: ' Olena.B@X.Example ',
    phone: '+380 67 123-45-67',
    otherPhones: ['+491511234567', '067 12 (?)', '+380671234567'],
    city: 'Кривий Ріг',
  }
  expect(metaUser(lead(more))).toEqual({
    em: ['olena.b@x.example'],
    ph: ['380671234567', '491511234567'],
    fn: ['маряна'],
    ln: ['онілбойко'],
    ct: ['кривийріг'],
    external_id: ['id-1'],
  })
})

test('what is unknown is left out, and without phone and e-mail there is nobody to tell of', () => {
  expect(metaUser(lead({ phone: '+380671234567', name: '+38067' }))).toEqual({
    ph: ['380671234567'],
    external_id: ['id-1'],
  })
  expect(metaUser(lead({ name: 'Олена', city: 'Київ' }))).toBeUndefined()
})
