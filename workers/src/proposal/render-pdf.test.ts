import sharp from 'sharp'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { ContentCar } from '@cartie/db/services/proposal/content'
import { bringCarPhotos } from './bring-car-photos.ts'
import { bringLogo } from './bring-logo.ts'
import { printPhoto } from './print-photo.ts'
import { renderPdf } from './render-pdf.ts'

/** The head of a JPEG of that size: what a PDF needs to know of one. */
const jpeg = (width: number, height: number) =>
  Buffer.from(
    `ffd8ffc0001108${height.toString(16).padStart(4, '0')}${width.toString(16).padStart(4, '0')}03011100021101031101ffd9`,
    'hex',
  )

const car = (n: number, more: Partial<ContentCar> = {}): ContentCar => ({
  id: `car-${n}`,
  title: `Škoda Octavia №${n}`,
  make: 'Škoda',
  model: 'Octavia',
  year: 2019,
  price: { amount: 18_500, currency: 'USD' },
  mileageKm: 92_000,
  location: 'Kyiv',
  fuel: 'diesel',
  transmission: 'automatic',
  bodyType: 'wagon',
  drive: 'fwd',
  engineVolumeL: 2,
  color: 'black',
  vin: 'TMBJJ7NE0K0123456',
  comment: 'Їздила одна власниця; ґрунт кузова оглянуто 🔥',
  photos: [`https://photos.example/${n}-1.jpg`, `https://photos.example/${n}-2.jpg`],
  ...more,
})

const given = (cars: ContentCar[], more: object = {}) => ({
  content: {
    company: { name: 'Cartie Auto', accent: '#D4AF37', logo: null, phone: null },
    code: 'P-7K2M9X',
    title: 'Добірка для Олени: Škoda Octavia',
    intro: 'Ось що ми знайшли — дивіться.',
    language: 'uk' as const,
    revision: 1,
    cars,
  },
  url: 'https://cartie.example/p/proposal/abc',
  expiresAt: '2030-01-31T22:30:00.000Z',
  language: 'uk' as const,
  timeZone: 'Europe/Kyiv',
  ...more,
})

async function read(pdf: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text, totalPages } = await extractText(document, { mergePages: false })
  const links = await Promise.all(text.map(async (_, n) => (await document.getPage(n + 1)).getAnnotations()))
  return {
    pages: text.map((page) => page.replaceAll(' ', ' ').replace(/\s+/g, ' ')),
    totalPages,
    links: links.flat(),
  }
}

describe('the PDF of a proposal', () => {
  test('says in Cyrillic what the page says, with the company, the last day in its time zone and the link', async () => {
    const { pages, totalPages, links } = await read(await renderPdf(given([car(1)]), new Map()))
    expect(totalPages).toBe(1)
    for (const said of [
      'Cartie Auto',
      'P-7K2M9X',
      'Добірка для Олени: Škoda Octavia',
      'Ось що ми знайшли — дивіться.',
      'Дійсна до 1 лютого 2030',
      'Škoda Octavia №1',
      '18 500 $',
      'Пробіг 92 000 км',
      'дизель',
      'автомат',
      'Київ',
      'Їздила одна власниця; ґрунт кузова оглянуто',
      'Сторінка 1 / 1',
    ])
      expect(pages[0]).toContain(said)
    expect(links.map((link: { url?: string }) => link.url)).toContain('https://cartie.example/p/proposal/abc')
  })

  test('shows every car whole, on as many pages as it takes, each page numbered', async () => {
    const cars = Array.from({ length: 7 }, (_, n) => car(n + 1, { comment: 'ї '.repeat(400) }))
    const photos = new Map(cars.map(({ id }) => [id, [jpeg(1280, 960), jpeg(600, 900)]]))
    const { pages, totalPages } = await read(await renderPdf(given(cars), photos))
    expect(totalPages).toBeGreaterThanOrEqual(4)
    for (const { title, vin } of cars) {
      const its = pages.filter((page) => page.includes(title))
      expect(its, title).toHaveLength(1)
      expect(its[0]).toContain(vin)
    }
    expect(pages.every((page, n) => page.includes(`Сторінка ${n + 1} / ${totalPages}`))).toBe(true)
  })

  test("has the company's logo in its head, and goes without one that can't be had or is none", async () => {
    const png = await sharp({ create: { width: 64, height: 64, channels: 4, background: '#0000' } })
      .png()
      .toBuffer()
    const load = async ({ url }: { url: string }) => {
      if (url === '/gone') throw new Error('gone')
      return { bytes: url === '/logo' ? png : Buffer.from('no'), filename: 'x', contentType: 'image/png' }
    }
    const { signal } = new AbortController()
    const images = async (logo: string | null) => {
      const pdf = await renderPdf(given([car(1)]), new Map(), await bringLogo({ logo }, load, signal))
      return pdf.toString('latin1').match(/\/Subtype \/Image/g)?.length ?? 0
    }
    expect(await images('/logo')).toBe(1)
    for (const none of [null, '/gone', '/no']) expect(await images(none)).toBe(0)
  })

  test('goes without photos that are none, without facts that are not known, and in each language', async () => {
    const bare = car(1, {
      price: null,
      year: null,
      mileageKm: null,
      fuel: null,
      engineVolumeL: null,
      vin: null,
      comment: null,
      photos: [],
    })
    const broken = new Map([
      ['car-1', [Buffer.from('ffd8ff', 'hex'), Buffer.from('no photo'), Buffer.alloc(0)]],
    ])
    for (const [language, price] of [
      ['uk', 'Ціна за запитом'],
      ['ru', 'Цена по запросу'],
      ['en', 'Price on request'],
    ] as const) {
      const { pages } = await read(await renderPdf(given([bare], { language, expiresAt: null }), broken))
      expect(pages[0]).toContain(price)
      expect(pages[0]).not.toContain('VIN')
    }
  })
})

describe('photos for a PDF', () => {
  const photo = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#2255aa' } })
  const sizeOf = async (bytes: Buffer) => {
    const { format, width, height } = await sharp(bytes).metadata()
    return `${format} ${width} × ${height}`
  }
  const load =
    (photos: Record<string, Buffer>) =>
    async ({ url }: { url: string }) => {
      const bytes = photos[url]
      if (!bytes) throw new Error('gone')
      return { bytes, filename: 'x.jpg', contentType: 'image/jpeg' }
    }

  test('that can’t be had, are none or too large are left out; the others keep their order', async () => {
    const urls = ['a', 'b', 'c'].map((name) => `https://photos.example/${name}.jpg`)
    const broken = Buffer.from('89504e470d0a1a0a', 'hex')
    const [first, last] = await Promise.all([photo(40, 30).png().toBuffer(), photo(20, 30).webp().toBuffer()])
    const brought = await bringCarPhotos(
      [
        car(1, { photos: urls }),
        car(2, { photos: ['https://photos.example/gone.jpg'] }),
        car(3, { photos: urls.slice(1) }),
      ],
      load({ [urls[0]!]: first, [urls[1]!]: broken, [urls[2]!]: last }),
      new AbortController().signal,
    )
    const sizes = await Promise.all(
      [...brought].map(async ([id, photos]) => [id, await Promise.all(photos.map(sizeOf))]),
    )
    expect(Object.fromEntries(sizes)).toEqual({
      'car-1': ['jpeg 40 × 30', 'jpeg 20 × 30'],
      'car-3': ['jpeg 20 × 30'],
    })
    const large = Buffer.concat([await photo(10, 10).jpeg().toBuffer(), Buffer.alloc(11 * 1024 * 1024)])
    expect(
      await bringCarPhotos(
        [car(1, { photos: urls })],
        load({ [urls[0]!]: large }),
        new AbortController().signal,
      ),
    ).toEqual(new Map())
  })

  test('are turned upright and no larger than they are printed', async () => {
    const lying = await photo(4000, 2000).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await sizeOf((await printPhoto(lying))!)).toBe('jpeg 800 × 1600')
    expect(await printPhoto(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeUndefined()
  })

  test('are not waited for once time is over', async () => {
    const never = () => new Promise<never>(() => undefined)
    const brought = await bringCarPhotos([car(1)], never, AbortSignal.timeout(20))
    expect(brought).toEqual(new Map())
  })
})
