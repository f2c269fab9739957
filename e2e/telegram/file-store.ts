import type { Content, Document, FileReference, Message, PhotoSize } from './bot-api.ts'
import type { UploadedFile } from './params.ts'

export interface StoredFile extends UploadedFile {
  kind: 'photo' | 'document'
  path: string
}

/** The files that were ever sent. Inside the server a file has a key; each bot knows it by a `file_id` of its own. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>()

  /** Keeps a photo and returns its sizes, the largest last. */
  addPhoto(file: UploadedFile): PhotoSize[] {
    const key = this.#add(file, 'photo')
    return this.#sizes(key, file.bytes.length)
  }

  addDocument(file: UploadedFile): Document {
    const key = this.#add(file, 'document')
    return this.#document(key, file)
  }

  /** The same photo or document once more, without its bytes. `undefined` where no such key is. */
  again(key: string): { photo: PhotoSize[] } | { document: Document } | undefined {
    const file = this.#files.get(key)
    if (!file) return undefined
    if (file.kind === 'photo') return { photo: this.#sizes(key, file.bytes.length) }
    return { document: this.#document(key, file) }
  }

  get(key: string): StoredFile | undefined {
    return this.#files.get(key)
  }

  byPath(path: string): StoredFile | undefined {
    return this.#files.values().find((file) => file.path === path)
  }

  #add(file: UploadedFile, kind: StoredFile['kind']): string {
    const key = `f${this.#files.size + 1}`
    this.#files.set(key, {
      ...file,
      kind,
      path: `${kind}s/file_${this.#files.size + 1}${extension(file.name)}`,
    })
    return key
  }

  #sizes(key: string, bytes: number): PhotoSize[] {
    return [
      { ...reference(`${key}s`, Math.ceil(bytes / 20)), width: 90, height: 68 },
      { ...reference(key, bytes), width: 1280, height: 960 },
    ]
  }

  #document(key: string, file: UploadedFile): Document {
    return { ...reference(key, file.bytes.length), file_name: file.name, mime_type: file.type }
  }
}

const reference = (key: string, size: number): FileReference => ({
  file_id: key,
  file_unique_id: `AQAD${key}`,
  file_size: size,
})

const extension = (name: string): string => /\.\w{1,8}$/.exec(name)?.[0] ?? ''

/** What `botId` calls the file with this key. */
export const fileIdFor = (botId: number, key: string): string =>
  `AgACAgIAAxkB${Buffer.from(`${botId}:${key}`).toString('base64url')}`

/** The key behind a `file_id`, or `undefined` where it is not one of `botId`'s. */
export function keyOf(botId: number, fileId: string): string | undefined {
  const [owner, key] = Buffer.from(fileId.slice(12), 'base64url').toString().split(':')
  return owner === String(botId) && key ? key.replace(/s$/, '') : undefined
}

/** A message as one bot gets it: with its own file ids. */
export function asSeenBy(botId: number, message: Message): Message {
  return { ...message, ...contentFor(botId, message) }
}

function contentFor(botId: number, { photo, document, reply_to_message: reply }: Content): Content {
  const own = <T extends FileReference>(file: T): T => ({ ...file, file_id: fileIdFor(botId, file.file_id) })
  return {
    ...(photo ? { photo: photo.map(own) } : {}),
    ...(document ? { document: own(document) } : {}),
    ...(reply ? { reply_to_message: asSeenBy(botId, reply) } : {}),
  }
}
