import { describe, expect, test } from 'vitest'
import type { Lead } from '../schemas/lead.ts'
import type { CarListing } from '../schemas/listing.ts'
import { SheetConfig } from './google-sheets.ts'
import { readServiceAccount } from './service-account.ts'
import { carRow, headerRow, leadRow } from './sheet-row.ts'

const id = '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms'
const sheet = (more: Record<string, unknown> = {}) =>
  SheetConfig.parse({ what: 'leads', spreadsheet: id, tab: 'Ліди', ...more })

test.each([
  id,
  `https://docs.google.com/spreadsheets/d/${id}`,
  `https://docs.google.com/spreadsheets/d/${id}/edit?gid=0#gid=0`,
])('a sheet is known by %s', (spreadsheet) => {
  expect(sheet({ spreadsheet }).spreadsheet).toBe(id)
})

test.each(['', 'short', 'https://evil.example/spreadsheets/d/' + id, `${id}/../../x y\n`])(
  'no sheet is known by "%s"',
  (spreadsheet) => {
    expect(SheetConfig.safeParse({ ...sheet(), spreadsheet }).success).toBe(spreadsheet.startsWith(id))
    if (spreadsheet.startsWith(id)) expect(sheet({ spreadsheet }).spreadsheet).toBe(id)
  },
)

test('columns keep their order, however they were chosen; none chosen are all', () => {
  expect(headerRow(sheet({ columns: ['phone', 'name'], language: 'en' }))).toEqual(['Event', 'Name', 'Phone'])
  expect(headerRow(sheet({ columns: [] }))).toHaveLength(15)
  expect(SheetConfig.safeParse({ ...sheet(), columns: ['vin'] }).success).toBe(false)
})

describe('a row', () => {
  const lead = {
    code: 'L-7K2M9X',
    createdAt: '2026-11-26T10:00:05.123Z',
    name: 'Олена',
    phone: '+380671234567',
    email: null,
    telegramUsername: 'olena',
    make: 'BMW',
    model: 'X5',
    yearFrom: 2018,
    yearTo: 2020,
    budget: { min: null, max: 35_000, currency: 'USD' },
    tags: ['vip', 'Київ'],
  } as unknown as Lead
  const car = {
    title: null,
    price: null,
    year: 2018,
    mileageKm: 85_000,
    location: 'x'.repeat(60_000),
  } as CarListing

  test('of a lead says each thing in its column, and keeps the columns of what is unknown', () => {
    const { columns } = sheet({
      columns: ['createdAt', 'name', 'phone', 'email', 'telegram', 'wish', 'budget', 'tags'],
    }) as Extract<SheetConfig, { what: 'leads' }>
    expect(leadRow('msg_1', lead, columns)).toEqual([
      'msg_1',
      '2026-11-26 10:00:05',
      'Олена',
      '+380671234567',
      '',
      '@olena',
      'BMW X5 2018–2020',
      '≤ 35000 USD',
      'vip, Київ',
    ])
  })

  test('of a car keeps numbers numbers, and cuts what Google would refuse', () => {
    const row = carRow('msg_1', car, ['title', 'year', 'price', 'mileageKm', 'location'])
    expect(row.slice(0, 5)).toEqual(['msg_1', '', 2018, '', 85_000])
    expect(String(row[5])).toHaveLength(50_000)
  })
})

test.each([
  ['the key file of a service account', { type: 'service_account' }, true],
  ['one of a person', { type: 'authorized_user' }, false],
  ['one without a key', { private_key: 'x' }, false],
])('%s is told apart', (_, more, isOne) => {
  const file = {
    type: 'service_account',
    client_email: 'a@b.example',
    private_key: '-----BEGIN PRIVATE KEY-----\nMII',
  }
  expect(readServiceAccount(JSON.stringify({ ...file, ...more })) !== undefined).toBe(isOne)
  expect(readServiceAccount('{')).toBeUndefined()
})
