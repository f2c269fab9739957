import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One request that reached the outside world, written down outside of the product. */
export interface Hit {
  path: string
  at: number
}

export interface Origin {
  url: string
  hits: Hit[]
  /** Resolves at the n-th request of a path that matches. */
  seen: (match: RegExp, times?: number) => Promise<void>
  /** How a path is answered; the last rule that matches wins. */
  answer: (match: RegExp, reply: (request: IncomingMessage, response: ServerResponse) => void) => void
  close: () => Promise<void>
}

/** A site of cars on loopback: `/car/<id>` is a listing, everything else what the case says. */
export async function startOrigin(): Promise<Origin> {
  const hits: Hit[] = []
  const rules: { match: RegExp; reply: (request: IncomingMessage, response: ServerResponse) => void }[] = []
  const waiting: { match: RegExp; left: number; resolve: () => void }[] = []
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/robots.txt') {
      response.writeHead(404).end()
      return
    }
    hits.push({ path, at: Date.now() })
    for (const w of waiting) if (w.match.test(path) && --w.left === 0) w.resolve()
    const rule = rules.findLast((r) => r.match.test(path))
    if (rule) {
      rule.reply(request, response)
      return
    }
    const id = /^\/car\/(\d+)/.exec(path)?.[1]
    if (id === undefined) response.writeHead(404).end('not found')
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(carPage(Number(id)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    seen: (match, times = 1) =>
      new Promise((resolve) => {
        const left = times - hits.filter((h) => match.test(h.path)).length
        if (left <= 0) resolve()
        else waiting.push({ match, left, resolve })
      }),
    answer: (match, reply) => void rules.push({ match, reply }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A listing page whose every field follows from its number. */
export function carPage(
  id: number,
  more: { title?: string; price?: number; description?: string } = {},
): string {
  const car = {
    '@context': 'https://schema.org',
    '@type': 'Car',
    name: more.title ?? `Skoda Octavia ${2010 + (id % 14)} No ${id}`,
    brand: { '@type': 'Brand', name: 'Skoda' },
    model: 'Octavia',
    vehicleModelDate: String(2010 + (id % 14)),
    mileageFromOdometer: { '@type': 'QuantitativeValue', value: 1000 * ((id % 300) + 1), unitCode: 'KMT' },
    fuelType: 'Diesel',
    vehicleTransmission: 'Automatic',
    description: more.description ?? `Car number ${id}`,
    image: [`https://img.example.com/${id}.jpg`],
    offers: { '@type': 'Offer', price: more.price ?? 5000 + id, priceCurrency: 'EUR' },
  }
  return `<!doctype html><html><head><meta charset="utf-8"><title>${car.name}</title><script type="application/ld+json">${JSON.stringify(car)}</script></head><body><h1>${car.name}</h1></body></html>`
}
