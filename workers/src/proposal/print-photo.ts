import { imageTypeOf } from '@cartie/shared/domain/image-type'

/** More than half an A4 page shows at 200 dots an inch. */
const longestSide = 1600
const mostPixels = 60_000_000

/**
 * A photo as a PDF takes it: a JPEG, upright, of at most 1,600 px a side, whatever it came as (JPEG, PNG or WebP).
 * Undefined for what can't be read, is none, or has more than 60 million pixels.
 */
export async function printPhoto(bytes: Buffer): Promise<Buffer | undefined> {
  if (imageTypeOf(bytes) === undefined) return undefined
  // Most workers never print: they do without its memory.
  const { default: sharp } = await import('sharp')
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer()
  } catch {
    return undefined
  }
}
