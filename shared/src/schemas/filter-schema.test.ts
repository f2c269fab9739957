import { describe, expect, test } from 'vitest'
import { isId } from '../domain/is-id.ts'
import { auditFilter } from '../filters/audit-filter.ts'
import { deliveryFilter } from '../filters/delivery-filter.ts'
import { mayHold, readFilter, type FilterFields } from '../filters/filter-field.ts'
import { leadFilter } from '../filters/lead-filter.ts'
import { listingFilter } from '../filters/listing-filter.ts'
import { requestFilter } from '../filters/request-filter.ts'
import { Id } from './common.ts'
import { filterSchema } from './filter-schema.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const filters: Record<string, FilterFields> = {
  leads: leadFilter,
  requests: requestFilter,
  cars: listingFilter,
  deliveries: deliveryFilter,
  deeds: auditFilter,
}
/** What an address may hold, typed, cut off, or made up. */
const texts = [
  ...[
    'Audi',
    'x'.repeat(40),
    'x'.repeat(41),
    'x'.repeat(81),
    'x'.repeat(121),
    'x'.repeat(200),
    'x'.repeat(201),
  ],
  ...[
    'NEW',
    'new',
    'NEW,WON',
    'NEW,OLD',
    ',NEW,,WON,',
    ',',
    'AVAILABLE',
    'AVAILABLE,SOLD,AVAILABLE',
    'petrol,diesel',
  ],
  ...['BUY', 'SELL', 'HIGH,URGENT', 'csv,form', 'manual', 'sedan,suv'],
  ...['2018', '-1', '20.5', '1e3', '1e13', '0x10', '١', 'Infinity', 'NaN', '12 000'],
  ...['USD', 'usd', 'USDT', 'true', 'TRUE', 'yes', 'off', '2', 'none', 'None', 'all'],
  ...['vip', 'vip,, hot ', Array.from({ length: 31 }, (_, n) => n).join(','), `${'x'.repeat(41)},vip`],
  ...[id, id.toUpperCase(), id.slice(1), `${id}0`, `{${id}}`, id.replace('-7', '-9'), id.replace('-b', '-c')],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  ],
  ...[`user:${id}`, `apiKey:${id}`, `bot:${id}`, `user:${id.toUpperCase()}`],
]

describe.each(Object.entries(filters))('the filter of %s', (_, fields) => {
  const { shape } = filterSchema(fields)
  test.each(Object.keys(fields))('says of %s what the API says, whatever stands in an address', (name) => {
    const taken = texts.filter((text) => shape[name]!.safeParse(text).success)
    expect(texts.filter((text) => mayHold(fields[name]!, text))).toEqual(taken)
    expect(taken.length).toBeGreaterThan(0)
    expect(shape[name]!.safeParse(undefined).success).toBe(true)
  })
})

test('an id is told without a schema as with one', () => {
  expect(texts.filter(isId)).toEqual(texts.filter((text) => Id.safeParse(text).success))
})

test('what would be refused is left out of an address, and nothing else', () => {
  const params = new URLSearchParams({ q: ' Audi ', status: 'OLD', owner: 'none', bot: '', from: 'x' })
  expect(readFilter(leadFilter, ['q', 'status', 'owner', 'bot'], params)).toEqual({
    q: 'Audi',
    owner: 'none',
  })
})
