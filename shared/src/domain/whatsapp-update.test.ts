import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWhatsapp } from './whatsapp-update.ts'

const number = '106540352242922'
const told = (value: object) => ({
  object: 'whatsapp_business_account',
  entry: [
    { id: '1', changes: [{ field: 'messages', value: { metadata: { phone_number_id: number }, ...value } }] },
  ],
})
const read = (message: object) =>
  readWhatsapp(
    told({
      contacts: [{ profile: { name: ' Оля ' }, wa_id: '380671234567' }],
      messages: [{ from: '380671234567', id: 'wamid.1', timestamp: '1750857384', ...message }],
    }),
    number,
  )?.messages[0]

describe('a message', () => {
  test('has its client, its moment and its words', () => {
    expect(read({ type: 'text', text: { body: 'Hi' } })).toEqual({
      id: 'wamid.1',
      waId: '380671234567',
      name: 'Оля',
      sentMs: 1_750_857_384_000,
      kind: 'text',
      text: 'Hi',
    })
  })

  test.each<[string, object, string, string]>([
    ['photo', { type: 'image', image: { id: '2', caption: 'my car' } }, 'photo', 'my car'],
    ['button', { type: 'button', button: { payload: 'x', text: 'Yes' } }, 'text', 'Yes'],
    [
      'choice',
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'BMW' } } },
      'text',
      'BMW',
    ],
    ['reaction', { type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } }, 'text', '👍'],
    [
      'place',
      { type: 'location', location: { name: 'Office', address: 'Kyiv' } },
      'location',
      'Office, Kyiv',
    ],
    ['card', { type: 'contacts', contacts: [{ name: { formatted_name: 'Ivan' } }] }, 'contact', 'Ivan'],
    ['voice', { type: 'audio', audio: { id: '3', voice: true } }, 'audio', ''],
    ['kind that nobody knows', { type: 'unsupported', errors: [{ code: 131051 }] }, 'unsupported', ''],
  ])('that is a %s is read as one', (_, message, kind, text) => {
    expect(read(message)).toMatchObject({ kind, text })
  })
})

test('what another number of the account hears is not ours', () => {
  const body = told({ messages: [{ from: '380671234567', id: 'wamid.1', type: 'text' }] })
  expect(readWhatsapp(body, '999999')).toEqual({ messages: [], receipts: [] })
})

test('a failure says why, and gives back what we called the message', () => {
  const error_data = { details: 'Message Undeliverable.' }
  const status = {
    id: 'wamid.2',
    status: 'failed',
    recipient_id: '380671234567',
    biz_opaque_callback_data: 'ours',
    errors: [{ code: 131026, title: 'Message undeliverable', error_data }],
  }
  expect(readWhatsapp(told({ statuses: [status, { status: 'warned' }] }), number)?.receipts).toEqual([
    {
      id: 'wamid.2',
      waId: '380671234567',
      status: 'failed',
      tracked: 'ours',
      error: { code: '131026', message: 'Message Undeliverable.' },
    },
  ])
})

test('nothing that it may hold breaks it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (messages, statuses) => {
      readWhatsapp(messages, number)
      readWhatsapp(told({ messages, statuses }), number)
      readWhatsapp(told({ messages: [messages], statuses: [statuses], contacts: messages }), number)
    }),
  )
})
