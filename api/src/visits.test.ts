import { describe, expect, test } from 'vitest'
import { createVisits } from './visits.ts'

const phone = { ip: '198.51.100.7', userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)' }
const dayMs = 86_400_000

describe('visits of a page', () => {
  test('are one a visitor and day, of each page', () => {
    let now = dayMs * 20_000
    const visits = createVisits(() => now)
    expect([1, 2, 3].map(() => visits.isNew('one', phone))).toEqual([true, false, false])
    expect(visits.isNew('two', phone)).toBe(true)
    expect(visits.isNew('one', { ...phone, ip: '198.51.100.8' })).toBe(true)
    now += dayMs - 1
    expect(visits.isNew('one', phone)).toBe(false)
    now += 1
    expect(visits.isNew('one', phone)).toBe(true)
  })

  test.each([
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.20.0 A',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.5.0',
    '',
  ])('by "%s" are none of a person', (userAgent) => {
    expect(createVisits().isNew('one', { ...phone, userAgent })).toBe(false)
  })
})
