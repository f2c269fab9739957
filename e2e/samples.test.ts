import { describe, expect, test } from 'vitest'
import type { SampleCar } from '@cartie/api/samples/sample-car'
import { sampleAdverts, sampleReply, sampleUrls } from '@cartie/api/samples/sample-site'
import { sampleHosts } from '@cartie/shared/domain/sample-hosts'
import type { CarFields } from '@cartie/shared/domain/car'
import { parsePage } from '@cartie/workers/parser/parse-page'

const publicUrl = 'http://127.0.0.1:3000'

/** Reads a sample page as the product does, but for the network. */
function read(address: string) {
  const url = new URL(address)
  const reply = sampleReply(url.host, url.pathname + url.search, publicUrl)
  if (!reply) throw new Error(`${url.host} is no sample host`)
  const bytes = typeof reply.body === 'string' ? new TextEncoder().encode(reply.body) : reply.body
  return parsePage({ bytes, url: address, contentType: reply.type, status: reply.status })
}

/** What stands on the page in so many words, whatever its markup. */
const expected = (car: SampleCar): Partial<CarFields> => ({
  title: `${car.make} ${car.model} ${car.year}`,
  make: car.make,
  model: car.model,
  year: car.year,
  priceMinor: car.price * 100,
  currency: car.currency,
  mileageKm: car.mileageKm,
  location: car.city,
  fuel: car.fuel,
  transmission: car.transmission,
  bodyType: car.body,
  drive: car.drive,
  powerHp: car.powerHp,
  sellerName: car.seller,
  sellerPhone: car.phone,
  ...(car.vin ? { vin: car.vin } : {}),
  ...(car.engineL ? { engineVolumeL: car.engineL } : {}),
})

describe('the sample pages', () => {
  test.each(sampleAdverts.map((a) => [a.url, a.car] as const))(
    '%s is read as what it says',
    async (url, car) => {
      const result = await read(url)
      if (result.kind !== 'listing') throw new Error(`it was taken for ${result.kind}`)
      expect(result.car.fields).toMatchObject(expected(car))
      expect(result.car.fields.images).toHaveLength(3)
      expect(result.gone).toBe(car.sold ? 'advert_inactive' : undefined)
    },
  )

  test('the search leads to every advert of its market, over its pages', async () => {
    const found: (string | undefined)[] = []
    let next: string | undefined = sampleUrls.find((u) => u.includes('/search?'))
    while (next) {
      const page = await read(next)
      if (page.kind !== 'search') throw new Error(`it was taken for ${page.kind}`)
      found.push(...page.cars.map((c) => c.sourceUrl))
      next = page.nextPageUrl
    }
    expect(found).toEqual(sampleAdverts.map((a) => a.url).filter((u) => u.includes('//market.')))
  })

  test('the channel holds two cars and a greeting', async () => {
    const result = await read(sampleUrls.find((u) => u.includes('/s/'))!)
    expect(result).toMatchObject({ kind: 'channel', posts: 3, cars: { length: 2 } })
  })

  test('the wall is a wall, the lost advert is gone, and all the hosts are known', async () => {
    expect(await read(sampleUrls.at(-2)!)).toMatchObject({ kind: 'none', outcome: 'wall', reason: 'captcha' })
    expect(await read(sampleUrls.at(-1)!)).toMatchObject({
      kind: 'none',
      outcome: 'gone',
      reason: 'page_gone',
    })
    expect(new Set(sampleUrls.map((u) => new URL(u).host))).toEqual(new Set(sampleHosts))
  })
})
