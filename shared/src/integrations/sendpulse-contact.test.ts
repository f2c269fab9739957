import { expect, test } from 'vitest'
import type { Lead } from '../schemas/lead.ts'
import { sendpulseContact } from './sendpulse-contact.ts'

const lead = (more: Partial<Lead>) =>
  ({
    code: 'L-7K2M9X',
    name: 'Олена',
    phone: null,
    email: null,
    city: null,
    make: null,
    model: null,
    status: 'NEW',
    source: 'form',
    tags: [],
    ...more,
  }) as unknown as Lead

test('a contact is known by its e-mail, and its phone is one of the things that are known of it', () => {
  const more = {
    email: 'Olena@X.example',
    phone: '+380671234567',
    make: 'BMW',
    model: 'X5',
    tags: ['vip', 'дніпро'],
  }
  expect(sendpulseContact(lead(more))).toEqual({
    by: 'email',
    email: 'olena@x.example',
    variables: {
      name: 'Олена',
      phone: '380671234567',
      car: 'BMW X5',
      status: 'NEW',
      source: 'form',
      tags: 'vip, дніпро',
      code: 'L-7K2M9X',
    },
  })
})

test('one without an e-mail is known by the digits of its phone, and one without both is none', () => {
  expect(sendpulseContact(lead({ phone: '+380671234567' }))).toEqual({
    by: 'phone',
    phone: '380671234567',
    variables: { name: 'Олена', status: 'NEW', source: 'form', code: 'L-7K2M9X' },
  })
  expect(sendpulseContact(lead({}))).toBeUndefined()
})
