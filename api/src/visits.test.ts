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
    'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36 Telegram-Android/11.3.3 (Samsung SM-A546B; Android 14; SDK 34; AVERAGE)',
    'Mozilla/5.0 (Linux; Android 13; SM-A515F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/131.0 Mobile Safari/537.36 Viber/23.8.0.4',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 WhatsApp/24.24.79',
    'Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36',
  ])('by "%s" are those of a person', (userAgent) => {
    expect(createVisits().isNew('one', { ...phone, userAgent })).toBe(true)
  })

  test.each([
    'TelegramBot (like TwitterBot)',
    'WhatsApp/2.23.20.0 A',
    'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'curl/8.5.0',
    'Viber/13.3.0.22 CFNetwork/1125.2 Darwin/19.6.0',
    'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
    'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
    '',
  ])('by "%s" are none of a person', (userAgent) => {
    expect(createVisits().isNew('one', { ...phone, userAgent })).toBe(false)
  })
})
