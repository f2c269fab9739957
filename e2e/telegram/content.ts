import type { Contact, Content, Message, User } from './bot-api.ts'
import type { FileStore } from './file-store.ts'
import { detectEntities } from './formatted-text.ts'
import { contentOf, originOf } from './methods/copy-message.ts'

/** What a person or a channel may say: a plain string is a text. */
export type Saying =
  | string
  /** `true` shares one's own phone; a contact of someone else carries no user id. */
  | { contact: true | { phone: string; name: string } }
  | { photo: Buffer; caption?: string }
  /** 2 to 10 photos; the caption stands under the first. */
  | { album: Buffer[]; caption?: string }
  | { document: Buffer; name: string; type?: string; caption?: string }
  | { forward: Message }

/** What a saying puts into a chat: one content a message. */
export function contentsOf(
  saying: Saying,
  who: { files: FileStore; user?: User; phone?: string; albumId: () => number },
): Content[] {
  if (typeof saying === 'string') return [{ text: saying, ...marked('entities', saying) }]
  if ('contact' in saying) return [{ contact: contactOf(saying.contact, who) }]
  if ('forward' in saying) return [{ ...contentOf(saying.forward), forward_origin: originOf(saying.forward) }]
  if ('document' in saying) {
    const { document: bytes, name, type = 'application/octet-stream', caption } = saying
    return [{ document: who.files.addDocument({ name, type, bytes }), ...captioned(caption) }]
  }
  if ('photo' in saying) return [{ ...photo(who.files, saying.photo), ...captioned(saying.caption) }]
  const media_group_id = String(who.albumId())
  return saying.album.map((bytes, i) => ({
    ...photo(who.files, bytes),
    ...(i === 0 ? captioned(saying.caption) : {}),
    media_group_id,
  }))
}

const photo = (files: FileStore, bytes: Buffer): Content => ({
  photo: files.addPhoto({ name: 'photo.jpg', type: 'image/jpeg', bytes }),
})

const captioned = (caption: string | undefined): Content =>
  caption === undefined ? {} : { caption, ...marked('caption_entities', caption) }

function marked(field: 'entities' | 'caption_entities', text: string): Content {
  const entities = detectEntities(text)
  return entities.length ? { [field]: entities } : {}
}

function contactOf(
  asked: true | { phone: string; name: string },
  { user, phone }: { user?: User; phone?: string },
): Contact {
  if (asked !== true) return { phone_number: asked.phone, first_name: asked.name }
  if (!user || phone === undefined) throw new Error('a person without a phone cannot share it')
  return { phone_number: phone, first_name: user.first_name, user_id: user.id }
}
