import { InputFile } from 'node-telegram-bot-api'
import { AppError } from '@cartie/shared/errors'
import { attachedName, type FileRef, type TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { LoadedFile, TelegramParts } from './telegram-parts.ts'

/** A request's parameters as they go, and what of our own went with them. */
interface FilledParams {
  params: Record<string, unknown>
  /** Keys of files in the order in which they stand in the request. */
  keys: string[]
  /** Telegram's names that were used instead of bytes. */
  reused: string[]
}

/**
 * The bytes of a request's files that this bot has not sent before, by their names, and why others can't be had: also
 * what is not there after `withinMs`. Throws where our own files can't be reached: that is no fault of theirs.
 */
export async function loadFiles(
  request: TelegramRequest,
  known: ReadonlyMap<string, string>,
  load: TelegramParts['loadFile'],
  withinMs: number,
): Promise<{ loaded: Map<string, LoadedFile>; missing: Map<string, string> }> {
  const loaded = new Map<string, LoadedFile>()
  const missing = new Map<string, string>()
  const wanted = Object.entries(request.files ?? {}).filter(([, ref]) => !known.has(ref.key))
  if (!wanted.length) return { loaded, missing }
  const late = AbortSignal.timeout(Math.floor(withinMs))
  const tooLate = new Promise<never>((_, reject) => {
    late.addEventListener('abort', () => reject(new Error('The photo took too long')), { once: true })
  })
  tooLate.catch(() => undefined)
  const bring = async (name: string, ref: FileRef) => {
    try {
      loaded.set(name, await Promise.race([load(ref, late), tooLate]))
    } catch (error) {
      if (error instanceof AppError && error.code === 'unavailable') throw error
      missing.set(name, error instanceof Error ? error.message : 'A file could not be read')
    }
  }
  await Promise.all(wanted.map(([name, ref]) => bring(name, ref)))
  return { loaded, missing }
}

/**
 * Puts files where a request says `attach://<name>`: Telegram's own name for one that this bot sent before, else its
 * bytes. Throws where the request names a file that it does not have.
 */
export function fillFiles(
  request: TelegramRequest,
  known: ReadonlyMap<string, string>,
  loaded: ReadonlyMap<string, LoadedFile>,
): FilledParams {
  const files = request.files ?? {}
  const keys: string[] = []
  const reused: string[] = []
  function fill(value: unknown): unknown {
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
      const file = loaded.get(name)
      if (!file) throw new Error(`The file was not loaded: ${name}`)
      return new InputFile(file.bytes, { filename: file.filename, contentType: file.contentType })
    }
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry)]))
  }
  const params = fill(request.params) as Record<string, unknown>
  return { params, keys, reused }
}
