import { badRequest } from '../api-error.ts'
import type { Message } from '../bot-api.ts'
import type { Saying } from '../content.ts'
import { isRecord, type Params } from '../params.ts'

/**
 * What a request says: `text`; `photo` or `document`, any text as its bytes; `album`, a list of such; `images`, a list of base64; `contact`: true
 * or { phone, name }; or `forward`, a message of the chat that `find` knows.
 */
export function readSaying(params: Params, find: (chatId: string, messageId: number) => Message): Saying {
  const caption = params.has('caption') ? { caption: params.text('caption') } : {}
  if (params.has('text')) return params.text('text')
  if (params.has('photo')) return { photo: Buffer.from(params.text('photo')), ...caption }
  if (params.has('document'))
    return { document: Buffer.from(params.text('document')), name: params.text('name') || 'file', ...caption }
  const images = params.json('images', 'images')
  if (Array.isArray(images)) {
    const [photo, ...more] = images.map((image) => Buffer.from(String(image), 'base64'))
    if (photo) return more.length ? { album: [photo, ...more], ...caption } : { photo, ...caption }
  }
  const album = params.json('album', 'album')
  if (Array.isArray(album)) return { album: album.map((photo) => Buffer.from(String(photo))), ...caption }
  const contact = params.json('contact', 'contact')
  if (isRecord(contact)) return { contact: { phone: String(contact.phone), name: String(contact.name) } }
  if (contact === true) return { contact }
  const forward = params.json('forward', 'forward')
  if (isRecord(forward)) return { forward: find(String(forward.chat), Number(forward.message_id)) }
  throw badRequest('say text, photo, album, document, contact or forward')
}
