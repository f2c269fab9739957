import { createBrotliCompress, constants, gzipSync } from 'node:zlib'

const block = 10 * 1024 * 1024

export function zeros(bytes: number): Buffer {
  return Buffer.alloc(bytes)
}

/** A gzip file of that many zero bytes: one member repeated, so that making it costs no memory. */
export function gzipBomb(bytes: number): Buffer {
  const member = gzipSync(zeros(block), { level: 9 })
  return Buffer.concat(Array.from({ length: Math.ceil(bytes / block) }, () => member))
}

/** A brotli stream of that many zero bytes, written block by block. */
export async function brotliBomb(bytes: number): Promise<Buffer> {
  const packer = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
  const piece = zeros(1024 * 1024)
  const parts: Buffer[] = []
  packer.on('data', (part: Buffer) => parts.push(part))
  for (let written = 0; written < bytes; written += piece.length) {
    await new Promise((resolve) => packer.write(piece, resolve))
  }
  await new Promise<void>((resolve) => packer.on('end', resolve).end())
  return Buffer.concat(parts)
}
