import { crc32, deflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeRequestStatus, createRequest, getRequest } from '@cartie/shared/endpoints/requests'
import { listVariants } from '@cartie/shared/endpoints/variants'
import { openDesk, type Desk } from './browser/desk.ts'
import { word, type Language } from './browser/words.ts'

const phone = { as: null, width: 360, height: 800 } as const

describe('the offer page of a request', () => {
  let desk: Desk
  let id: string
  let path: string
  beforeAll(async () => {
    desk = await openDesk()
    const { api } = desk.cartie
    const made = await api(createRequest, {
      body: {
        title: 'BMW X5 від 2018, до 40 000 $',
        description: 'Шукаю для родини, дзвоніть 067 999 88 77',
        criteria: { makes: ['BMW'], models: ['X5'], yearFrom: 2018 },
      },
    })
    id = made.id
    await api(changeRequestStatus, { params: { id }, body: { status: 'PUBLISHED' } })
    path = new URL((await api(getRequest, { params: { id } })).offerUrl).pathname
  })
  afterAll(() => desk.close())

  const field = (page: Page, name: string) => page.getByRole('textbox', { name: word(name) })
  const submit = (page: Page, language: Language = 'uk') =>
    page.getByRole('button', { name: word('offer_send', {}, language) })
  const variants = async () => (await desk.cartie.api(listVariants, { params: { id }, query: {} })).data

  test('leads a dealer on a phone from what is missing to an offer with photos, which the company has at once', async () => {
    const { page } = await desk.visit(`${path}?by=a-post`, phone)
    await submit(page).click()
    for (const error of ['offer_error_car', 'offer_error_price', 'offer_error_name', 'offer_error_phone'])
      await page.getByText(word(error)).waitFor()
    await expect.poll(() => field(page, 'offer_car').evaluate((e) => e === document.activeElement)).toBe(true)
    await field(page, 'offer_car').fill('BMW X5 xDrive30d')
    await field(page, 'offer_price').fill('12')
    await field(page, 'offer_year').fill('2019')
    await field(page, 'offer_mileage').fill('85 000')
    await field(page, 'offer_vin').fill('wba3a5c50df123456')
    await field(page, 'offer_details').fill('Дизель, стан ідеальний. Тел 050 111 22 33')
    await field(page, 'offer_name').fill('Авто Плюс')
    await field(page, 'offer_phone').fill('067 765 43 21')
    await page.getByRole('checkbox').check()
    await submit(page).click()
    await page.getByText(word('offer_error_price')).waitFor()
    await field(page, 'offer_price').fill('38,5k')
    await page.locator('input[type=file]').setInputFiles([
      { name: 'a.png', mimeType: 'image/png', buffer: picture(220) },
      { name: 'b.png', mimeType: 'image/png', buffer: picture(90) },
      { name: 'the same as a.png', mimeType: 'image/png', buffer: picture(220) },
    ])
    await page.getByRole('img', { name: word('offer_photo_of', { n: 2 }) }).waitFor()
    await page.getByRole('button', { name: word('offer_photo_remove', { n: 2 }) }).click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    const offer = page.waitForRequest((one) => one.method() === 'POST')
    await submit(page).click()
    await page.getByRole('heading', { name: word('offer_thanks') }).waitFor()
    expect((await offer).postDataJSON()).toMatchObject({ by: 'a-post' })
    await page.getByText(word('offer_number', { number: 1 })).waitFor()
    expect(await variants()).toMatchObject([
      {
        source: 'page',
        title: 'BMW X5 xDrive30d',
        year: 2019,
        mileageKm: 85_000,
        price: { amount: 38_500, currency: 'USD' },
        vin: 'WBA3A5C50DF123456',
        offerer: { name: 'Авто Плюс', phone: null },
        photos: { length: 1 },
      },
    ])
    expect((await variants())[0]?.details).not.toContain('111')
  })

  test('is there before any script, in the reader’s language, without the client’s contacts, for no search engine', async () => {
    const reply = await fetch(`${desk.cartie.url}${path}`, { headers: { 'accept-language': 'ru-UA,ru' } })
    const html = await reply.text()
    expect(html).toContain('<html lang="ru">')
    expect(html).toContain(word('offer_send', {}, 'ru'))
    expect(html).toContain('BMW')
    expect(html).not.toMatch(/999.?88.?77/)
    expect(html).toMatch(/<meta name="robots" content="noindex"/)
    expect((await fetch(`${desk.cartie.url}/p/offer/${'x'.repeat(32)}`)).status).toBe(404)
  })

  test('takes an offer where no script runs, and tells what is wrong with it', async () => {
    const send = (fields: Record<string, string>) =>
      fetch(`${desk.cartie.url}${path}`, {
        method: 'POST',
        headers: {
          accept: 'text/html',
          origin: desk.cartie.url,
          'accept-language': 'en',
          cookie: 'cartie_language=en',
        },
        body: new URLSearchParams(fields),
      })
    const wrong = await send({ title: 'Audi Q7', price: '?', name: 'Ivan', phone: '067 123 45 67' })
    const html = await wrong.text()
    expect(html).toContain(word('offer_error_price', {}, 'en'))
    expect(html).toContain(word('offer_error_consent', {}, 'en'))
    expect(html).toContain('Audi Q7')
    const before = await variants()
    const fields = {
      title: 'Audi Q7',
      price: '30k',
      name: 'Ivan',
      phone: '067 123 45 67',
      consent: 'on',
      key: /name="key" value="([^"]+)"/.exec(html)![1]!,
    }
    // Somebody presses twice: it is one offer.
    for (const reply of await Promise.all([send(fields), send(fields)]))
      expect(await reply.text()).toContain(word('offer_thanks', {}, 'en'))
    expect((await variants()).slice(before.length)).toMatchObject([
      { title: 'Audi Q7', price: { amount: 30_000, currency: 'USD' } },
    ])
  })

  test('loses nothing of who presses before its script has come, and leads them on once it has', async () => {
    const { page, complaints } = await desk.visit(`${path}?language=en`, phone)
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/*.js', async (route) => {
      await released
      await route.continue()
    })
    await page.reload({ waitUntil: 'commit' })
    const car = page.getByRole('textbox', { name: word('offer_car', {}, 'en') })
    await car.fill('Škoda Octavia')
    await submit(page, 'en').click({ noWaitAfter: true })
    await page.getByText(word('offer_error_price', {}, 'en')).waitFor()
    expect(await car.inputValue()).toBe('Škoda Octavia')
    await page.getByRole('checkbox').check()
    release()
    const price = page.getByRole('textbox', { name: word('offer_price', {}, 'en') })
    await expect.poll(() => price.evaluate((e) => e === document.activeElement)).toBe(true)
    await price.fill('15k')
    await page.getByRole('textbox', { name: word('offer_name', {}, 'en') }).fill('Ivan')
    await page.getByRole('textbox', { name: word('offer_phone', {}, 'en') }).fill('0671234567')
    const before = await variants()
    await submit(page, 'en').click()
    await page.getByRole('heading', { name: word('offer_thanks', {}, 'en') }).waitFor()
    expect((await variants()).slice(before.length)).toMatchObject([{ title: 'Škoda Octavia' }])
    // The browser's console tells of the refusal.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')])
  })

  test('says so to who offers a known car, and once the request is closed', async () => {
    const { page, complaints } = await desk.visit(`${path}?language=en`, phone)
    const fill = async () => {
      for (const [name, value] of [
        ['offer_car', 'BMW'],
        ['offer_price', '39k'],
        ['offer_vin', 'WBA3A5C50DF123456'],
        ['offer_name', 'Ivan'],
        ['offer_phone', '0671234567'],
      ])
        await page.getByRole('textbox', { name: word(name!, {}, 'en') }).fill(value!)
      await page.getByRole('checkbox').check()
    }
    await fill()
    await submit(page, 'en').click()
    await page.getByText(word('offer_duplicate', {}, 'en')).waitFor()
    await desk.cartie.api(changeRequestStatus, { params: { id }, body: { status: 'LOST' } })
    await submit(page, 'en').click()
    await page.getByRole('heading', { name: word('offer_closed', {}, 'en') }).waitFor()
    // The browser's console tells of every refusal.
    complaints.splice(0)
    await page.reload()
    await page.getByRole('heading', { name: word('offer_closed', {}, 'en') }).waitFor()
    expect(await submit(page, 'en').count()).toBe(0)
  })
})

/** A PNG of one colour, 40 × 30. */
function picture(grey: number): Buffer {
  const [width, height] = [40, 30]
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length, 0)
    ends.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  const rows = Buffer.alloc((width + 1) * height, grey)
  for (let y = 0; y < height; y++) rows[y * (width + 1)] = 0
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
