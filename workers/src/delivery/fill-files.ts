import { InputFile } from 'node-telegram-bot-api'
import { attachedName, type FileRef, type TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { LoadedFile } from './telegram-parts.ts'

/** A request's parameters as they go, and what of our own went with them. */
interface FilledParams {
  params: Record<string, unknown>
  /** Keys of files in the order in which they stand in the request. */
  keys: string[]
  /** Telegram's names that were used instead of bytes. */
  reused: string[]
}

/**
 * Puts files where a request says `attach://<name>`: Telegram's own name for one that this bot sent before, else its
 * bytes. Throws where a file can't be had.
 */
export async function fillFiles(
  request: TelegramRequest,
  known: ReadonlyMap<string, string>,
  load: (ref: FileRef) => Promise<LoadedFile>,
): Promise<FilledParams> {
  const files = request.files ?? {}
  const keys: string[] = []
  const reused: string[] = []
  async function fill(value: unknown): Promise<unknown> {
    const name = attachedName(value)
    if (name !== undefined) {
      const ref = files[name]
      if (!ref) throw new Error(`The request names a file that it does not have: ${name}`)
      keys.push(ref.key)
      const fileId = known.get(ref.key)
      if (fileId !== undefined) {
        reused.push(fileId)
        return fileId
      }
      const { bytes, filename, contentType } = await load(ref)
      return new InputFile(bytes, { filename, contentType })
    }
    if (Array.isArray(value)) {
      const filled: unknown[] = []
      for (const entry of value) filled.push(await fill(entry))
      return filled
    }
    if (typeof value !== 'object' || value === null) return value
    const filled: Record<string, unknown> = {}
    for (const [key, entry] of Object.entries(value)) filled[key] = await fill(entry)
    return filled
  }
  const params = (await fill(request.params)) as Record<string, unknown>
  return { params, keys, reused }
}
