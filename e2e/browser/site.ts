import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A site of cars on loopback whose pages a test may change. */
export interface Site {
  url: string
  /** The link of a car's own page. */
  car: (id: number) => string
  /** What a path says from now on; a function may say something else each time. */
  put: (path: string, page: Page | (() => Page)) => void
  close: () => Promise<void>
}

interface Page {
  status?: number
  /** text/html where it is missing. */
  type?: string
  body: string
}

/**
 * Starts it. `/car/<id>` is a listing with structured data, `/<id>.jpg` its photo; every other path is what `put`
 * made of it.
 */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, Page | (() => Page)>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const known = pages.get(path)
    const page =
      typeof known === 'function'
        ? known()
        : (known ?? madeUp(path) ?? { status: 404, body: 'There is no such page' })
    response
      .writeHead(page.status ?? 200, { 'content-type': page.type ?? 'text/html; charset=utf-8' })
      .end(page.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    car: (id) => `${url}/car/${id}`,
    put: (path, page) => void pages.set(path, page),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function madeUp(path: string): Page | undefined {
  const [, car, photo] = /^\/(?:car\/(\d+)|(\d+)\.jpg)$/.exec(path) ?? []
  if (photo) return { type: 'image/jpeg', body: `photo ${photo}` }
  return car ? { body: carPage(Number(car)) } : undefined
}

const models = ['Octavia', 'Superb', 'Fabia', 'Kodiaq', 'Rapid']

/** How the car of a number is called. */
export const carName = (id: number): string => `Skoda ${models[id % models.length]} ${2010 + (id % 14)}`

/** A listing's page; its fields follow from its number where they are not given. */
export function carPage(
  id: number,
  more: { title?: string; price?: number; description?: string } = {},
): string {
  const car = {
    '@context': 'https://schema.org',
    '@type': 'Car',
    name: more.title ?? carName(id),
    brand: { '@type': 'Brand', name: 'Skoda' },
    model: models[id % models.length],
    vehicleModelDate: String(2010 + (id % 14)),
    mileageFromOdometer: {
      '@type': 'QuantitativeValue',
      value: 41_000 + 1000 * (id % 190),
      unitCode: 'KMT',
    },
    fuelType: id % 2 ? 'Diesel' : 'Petrol',
    vehicleTransmission: 'Automatic',
    description: more.description ?? `Car number ${id}, one owner.`,
    image: [`https://photos.example.com/${id}.jpg`],
    offers: { '@type': 'Offer', price: more.price ?? 5000 + id * 10, priceCurrency: 'EUR' },
  }
  const data = JSON.stringify(car).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(car.name)}</title>
<script type="application/ld+json">${data}</script></head><body><h1>${escaped(car.name)}</h1></body></html>`
}

/** A search page whose cards lead to the pages of these cars. */
export function searchPage(ids: readonly number[]): string {
  const cards = ids.map(
    (id) => `<article class="card"><a href="/car/${id}"><h3>${carName(id)}</h3></a>
<p class="price">${5000 + id * 10} €</p><p>${41 + (id % 190)} тис. км, Львів</p></article>`,
  )
  return `<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Купити авто: ${ids.length} пропозицій</title></head>
<body><h1>Вживані авто</h1><main>${cards.join('\n')}</main></body></html>`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
