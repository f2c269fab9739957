import { basename } from 'node:path'
import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import type { TelegramParts } from './telegram-parts.ts'

const maxBytes = 10 * 1024 * 1024

/** A photo that this installation keeps; undefined where there is none. */
export type ReadMedia = (id: string) => Promise<{ contentType: string; bytes: Buffer } | undefined>

/** Brings the bytes of a photo that is to be sent. The function throws where they can't be had. */
export function loadFile(fetch: SafeFetch, read: ReadMedia): TelegramParts['loadFile'] {
  return async ({ url }, signal) => {
    const id = mediaIdOf(url)
    if (id !== undefined) {
      const own = await read(id)
      if (!own) throw new Error('The photo is not kept here any more')
      return { ...own, filename: `photo.${own.contentType.replace('image/', '')}` }
    }
    const file = await fetch(url, {
      binary: true,
      robots: false,
      maxBytes,
      ...(signal ? { signal } : {}),
    })
    if (!file.ok) throw new Error(`The photo could not be fetched: ${file.code}`)
    if (file.status >= 400) throw new Error(`The photo is gone: the site answers ${file.status}`)
    return {
      bytes: file.bytes,
      filename: basename(new URL(file.url).pathname) || 'photo.jpg',
      contentType: file.contentType,
    }
  }
}
