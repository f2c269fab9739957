import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib'

export type Decoded =
  { ok: true; bytes: Buffer } | { ok: false; code: 'TOO_LARGE' | 'DECODE_ERROR'; detail: string }

type Unpack = (body: Buffer, options: ZlibOptions, done: (error: Error | null, bytes: Buffer) => void) => void

/** No honest server packs twice; more than this is made to cost. */
const mostLayers = 3

const unpackers: Record<string, Unpack> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: (body, options, done) => (isZlib(body) ? inflate : inflateRaw)(body, options, done),
  br: (body, options, done) => brotliDecompress(body, options, done),
}

/** The codings of a Content-Encoding header in the order in which they were applied; none for plain bodies. */
export function readCodings(header: string | undefined): string[] {
  if (header === undefined) return []
  const codings = header
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
  return codings.filter((coding) => coding !== '' && coding !== 'identity')
}

/**
 * Unpacks a body off the main thread, each layer under the cap, so that a bomb costs the cap and not its yield.
 * Cut-off and mislabelled bodies are errors: half of a page can look like a page of another car.
 */
export async function decodeBody(body: Buffer, codings: string[], maxBytes: number): Promise<Decoded> {
  if (codings.length > mostLayers) return broken(`${codings.length} layers of content-encoding`)
  let bytes = body
  for (const coding of codings.toReversed()) {
    const unpack = unpackers[coding]
    if (!unpack) return broken(`unknown content-encoding ${coding.slice(0, 40)}`)
    const layer = await unpackOnce(unpack, bytes, maxBytes)
    if (!layer.ok) return layer
    bytes = layer.bytes
  }
  return { ok: true, bytes }
}

function unpackOnce(unpack: Unpack, body: Buffer, maxOutputLength: number): Promise<Decoded> {
  return new Promise((resolve) => {
    unpack(body, { maxOutputLength, chunkSize: 64 * 1024 }, (error, bytes) => {
      if (!error) return resolve({ ok: true, bytes })
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ERR_BUFFER_TOO_LARGE') {
        resolve({ ok: false, code: 'TOO_LARGE', detail: `more than ${maxOutputLength} bytes unpacked` })
      } else resolve(broken(error.message))
    })
  })
}

function broken(detail: string): Decoded {
  return { ok: false, code: 'DECODE_ERROR', detail }
}

/** "deflate" means zlib by the RFC and raw deflate by some servers; the header byte tells. */
function isZlib(body: Buffer): boolean {
  return ((body[0] ?? 0) & 0x0f) === 8
}
