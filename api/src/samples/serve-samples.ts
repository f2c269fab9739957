import { sampleHosts } from '@cartie/shared/domain/sample-hosts'
import type { Http, Next, Parts } from '../call.ts'
import { drawCar } from './draw-car.ts'
import { photosPerCar } from './sample-car.ts'
import { allSampleCars } from './sample-cars.ts'
import { sampleReply } from './sample-site.ts'

const hosts = new Set(sampleHosts)

/** The sample sites: a request for one of their hosts is theirs alone, whatever its path. */
export function sampleSites({ config }: Pick<Parts, 'config'>) {
  return async (http: Http, next: Next) => {
    const host = http.get('host').toLowerCase().replace(/:\d+$/, '')
    if (!hosts.has(host)) return next()
    const reply = sampleReply(host, http.url, config.publicUrl)!
    http.status = reply.status
    http.set('Content-Type', reply.type)
    http.set('Content-Security-Policy', "default-src 'none'; img-src *; style-src 'unsafe-inline'")
    http.body = typeof reply.body === 'string' ? reply.body : Buffer.from(reply.body)
  }
}

/** Drawn photos of the sample cars at /samples/photos/<car>-<photo>.jpg. */
export async function samplePhotos(http: Http, next: Next): Promise<void> {
  const [, id, photo] = /^\/samples\/photos\/(\d+)-(\d)\.jpg$/.exec(http.path) ?? []
  const car =
    http.method === 'GET' || http.method === 'HEAD'
      ? allSampleCars.find((c) => c.id === Number(id))
      : undefined
  if (!car || Number(photo) < 1 || Number(photo) > photosPerCar) {
    await next()
    return
  }
  http.state.route = '/samples/photos'
  http.set('Cache-Control', 'public, max-age=86400')
  http.set('Cross-Origin-Resource-Policy', 'cross-origin')
  // Drawn, so SVG; named like photos are, for readers of pages leave out drawings as logos.
  http.set('Content-Type', 'image/svg+xml')
  http.body = drawCar(car, Number(photo))
}
