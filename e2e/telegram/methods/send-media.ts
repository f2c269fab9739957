import { badRequest } from '../api-error.ts'
import type { Content } from '../bot-api.ts'
import { keyOf, type StoredFile } from '../file-store.ts'
import { readCaption } from '../formatted-text.ts'
import { isRecord, type UploadedFile } from '../params.ts'
import type { Method, Request } from './method.ts'
import { send } from './send.ts'
import { captionContent } from './send-message.ts'

type Kind = StoredFile['kind']

export const sendPhoto: Method = (request) => sendOne(request, 'photo')
export const sendDocument: Method = (request) => sendOne(request, 'document')

function sendOne(request: Request, kind: Kind): unknown {
  const { params } = request
  const [message] = send(request, () => [
    {
      ...readMedia(request, kind, params.text(kind), kind),
      ...captionContent(readCaption(params.text('caption'), params.text('parse_mode'))),
    },
  ])
  return message
}

/**
 * Telegram documents 2 to 10 files. Fewer are refused here although its servers let one through: what relies on that
 * should not pass a test.
 */
export const sendMediaGroup: Method = (request) => {
  const { params, world } = request
  return send(request, () => {
    const media = params.json('media', 'media')
    if (media === undefined) throw badRequest('parameter "media" is required')
    if (!Array.isArray(media)) throw badRequest('expected an Array of InputMedia')
    if (media.length === 0) throw badRequest('there are no messages to send')
    if (media.length > 10) throw badRequest('too many messages to send as an album')
    if (media.length < 2) throw badRequest('too few messages to send as an album')
    const album = String(world.nextId())
    const contents = media.map((item: unknown) => readInputMedia(request, item))
    if (new Set(contents.map((content) => content.photo === undefined)).size > 1)
      throw badRequest("can't use the media of the specified type in the album")
    return contents.map((content) => ({ ...content, media_group_id: album }))
  })
}

function readInputMedia(request: Request, item: unknown): Content {
  const parse = "can't parse InputMedia"
  if (!isRecord(item)) throw badRequest(`${parse}: expected an Object`)
  const { type, media, caption, parse_mode: mode } = item
  if (type !== 'photo' && type !== 'document')
    throw badRequest(`${parse}: type "${String(type)}" is unsupported`)
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    ...readMedia(request, type, text(media)),
    ...captionContent(readCaption(text(caption), text(mode))),
  }
}

/** A file of the request, an address, or a file that Telegram has already. */
function readMedia({ params, world, bot }: Request, kind: Kind, named: string, field?: string): Content {
  const attached = named.startsWith('attach://') ? named.slice('attach://'.length) : field
  const uploaded = attached === undefined ? undefined : params.files.get(attached)
  const { files } = world
  const stored = (file: UploadedFile): Content =>
    kind === 'photo' ? { photo: files.addPhoto(file) } : { document: files.addDocument(file) }
  if (uploaded) return stored(uploaded)
  if (named === '' || named.startsWith('attach://'))
    throw badRequest(field ? `there is no ${kind} in the request` : "can't parse InputMedia: media not found")
  // Nothing is fetched: the address itself stands for the file behind it.
  if (/^https?:\/\//.test(named))
    return stored({ name: named.split('/').at(-1) ?? '', type: 'image/jpeg', bytes: Buffer.from(named) })
  const key = keyOf(bot.id, named)
  const known = key === undefined ? undefined : files.again(key)
  if (!known) throw badRequest("wrong remote file identifier specified: can't unserialize it")
  if (kind in known) return known
  const [from, to] = kind === 'photo' ? ['Document', 'Photo'] : ['Photo', 'Document']
  throw badRequest(`can't use file of type ${from} as ${to}`)
}
