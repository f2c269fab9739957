import { mediaIdOf } from '@cartie/shared/domain/media-path'
import { readMedia } from '@cartie/db/services/media/read'
import type { Http, Next, Parts } from '../call.ts'

/** A photo never changes: another one has another address. */
const forEver = 'public, max-age=31536000, immutable'

/** Photos that this installation keeps, for whoever knows their address: clients see them without an account. */
export function mediaFiles({ db }: Pick<Parts, 'db'>) {
  return async (http: Http, next: Next) => {
    const id = http.method === 'GET' || http.method === 'HEAD' ? mediaIdOf(http.path) : undefined
    const photo = id === undefined ? undefined : await readMedia(db, id)
    if (!photo) return next()
    http.state.route = '/api/media/:id'
    http.set('Cache-Control', forEver)
    http.set('Cross-Origin-Resource-Policy', 'cross-origin')
    http.set('Content-Type', photo.contentType)
    http.body = photo.bytes
  }
}
