import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Answer } from '../answer.ts'
import type { Asked } from '../http-front.ts'
import type { Cast } from './cast.ts'

const page = fileURLToPath(new URL('playground.html', import.meta.url))

/** The page on which a person plays the others, and the photos that it shows; undefined for any other path. */
export function playground(cast: Cast, { path }: Asked): (Answer & { bytes?: Buffer }) | undefined {
  if (path === '/') {
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    return { status: 200, body: readFileSync(page, 'utf8'), headers }
  }
  const key = /^\/photos\/(\w+)$/.exec(path)?.[1]
  const file = key === undefined ? undefined : cast.server.world.files.get(key)
  if (!file) return undefined
  return { status: 200, body: '', bytes: file.bytes, headers: { 'content-type': file.type } }
}
