import type { FileRef } from '@cartie/shared/domain/telegram-request'
import type { LoadedFile } from '../delivery/telegram-parts.ts'
import { printPhoto } from './print-photo.ts'

/**
 * A company's logo for its PDFs, as it is printed. Undefined where there is none, or where it can't be had or read.
 * @param load brings the bytes of a photo; throws where they can't be had
 */
export async function bringLogo(
  { logo }: { logo?: string | null },
  load: (ref: FileRef) => Promise<LoadedFile>,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  if (!logo || signal.aborted) return undefined
  const loaded = await load({ key: logo, url: logo }).catch(() => undefined)
  return loaded && printPhoto(Buffer.from(loaded.bytes))
}
