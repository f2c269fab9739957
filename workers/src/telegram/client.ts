import { Readable } from 'node:stream'
import { Api, TelegramApiError } from 'node-telegram-bot-api'
import { Pool } from 'undici'
import { z } from 'zod'
import { download } from './download.ts'
import { post } from './post.ts'
import type { TelegramCall, TelegramDownload, TelegramFailure } from './telegram-answer.ts'

export interface Telegram {
  call: TelegramCall
  file: TelegramDownload
  close: () => Promise<void>
}

const defaultTimeoutMs = 30_000
const maxAnswerBytes = 32 * 1024 * 1024
/** What a limit without a time means. */
const shortPauseS = 1
/** As Telegram tells it: nothing that could lead out of the bot's own files. */
const FilePath = z.object({ file_path: z.string().regex(/^(?!.*\.\.)[\w./-]{1,300}$/) })

/** The library's methods by name, with its encoding of parameters and files. */
class Methods extends Api {
  call(method: string, params: Record<string, unknown>, signal: AbortSignal): Promise<unknown> {
    return this.request(method, params, signal)
  }
}

/** What is known of a call when it fails. */
interface Progress {
  begun: boolean
  status: number
}

/** Opens the connections to a Bot API server. They are kept alive; one connection carries one call at a time. */
export function createTelegram({ apiUrl }: { apiUrl: string }): Telegram {
  const { origin } = new URL(apiUrl)
  const pool = new Pool(origin, {
    allowH2: false,
    connect: { timeout: 10_000 },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxAnswerBytes,
  })

  const fetchInto =
    (progress: Progress): typeof fetch =>
    async (url, init) => {
      const { status, text } = await post(pool, {
        path: String(url).slice(origin.length),
        // Plain ones, as the library gives them.
        headers: { ...(init?.headers as Record<string, string>) },
        body: bodyOf(init?.body),
        signal: init?.signal ?? AbortSignal.timeout(defaultTimeoutMs),
        onBegun: () => void (progress.begun = true),
      })
      progress.status = status
      // All that the library asks of an answer: building a whole one costs as much as sending it.
      return { status, text: () => Promise.resolve(text) } as Response
    }

  const call: TelegramCall = async (
    token,
    method,
    params = {},
    { signal, timeoutMs = defaultTimeoutMs } = {},
  ) => {
    const progress: Progress = { begun: false, status: 0 }
    const late = AbortSignal.timeout(timeoutMs)
    const api = new Methods(token, {
      apiRoot: apiUrl,
      fetch: fetchInto(progress),
      maxRetries: 0,
      timeoutMs: 0,
    })
    try {
      const result = await api.call(method, params, signal ? AbortSignal.any([signal, late]) : late)
      return { ok: true, result }
    } catch (error) {
      const failure = failureOf(error, progress)
      return { ...failure, description: failure.description.replaceAll(token, '<token>').slice(0, 500) }
    }
  }

  const file: TelegramDownload = async (
    token,
    fileId,
    { signal, timeoutMs = defaultTimeoutMs, maxBytes },
  ) => {
    const late = AbortSignal.timeout(timeoutMs)
    const told = await call(token, 'getFile', { file_id: fileId }, { signal, timeoutMs })
    if (!told.ok) return told
    const path = FilePath.safeParse(told.result).data?.file_path
    if (path === undefined)
      return { ok: false, kind: 'refused', description: 'Telegram tells no path of the file' }
    const failed = (kind: TelegramFailure['kind'], description: string) =>
      ({ ok: false, kind, description }) as const
    try {
      const got = await download(pool, {
        path: `${new URL(apiUrl).pathname.replace(/\/$/, '')}/file/bot${token}/${path}`,
        maxBytes,
        signal: signal ? AbortSignal.any([signal, late]) : late,
      })
      if (got === 'too large') return failed('refused', 'The file is too large')
      if (got.status !== 200) return failed(kindOf(got.status), `The file is not there: ${got.status}`)
      return { ok: true, bytes: got.bytes }
    } catch (error) {
      return failed('unreachable', wordsOf(error).replaceAll(token, '<token>').slice(0, 500))
    }
  }

  return { call, file, close: () => pool.destroy() }
}

const bodyOf = (body: unknown): string | Readable =>
  body instanceof ReadableStream ? Readable.from(body, { objectMode: false }) : String(body ?? '')

function failureOf(error: unknown, { begun, status }: Progress): TelegramFailure {
  if (error instanceof TelegramApiError) {
    const code = Number.isInteger(error.errorCode) ? error.errorCode : status
    const moved = error.migrateToChatId
    return {
      ok: false,
      kind: kindOf(code),
      code,
      description: error.description || `Telegram answered ${code}`,
      ...(error.description ? {} : { isBare: true }),
      ...(code === 429 ? { retryAfterS: error.retryAfter ?? shortPauseS } : {}),
      ...(moved === undefined ? {} : { migrateToChatId: String(moved) }),
    }
  }
  if (status >= 400) {
    const description = `The server answered ${status} without Telegram's words`
    const pause = status === 429 ? { retryAfterS: shortPauseS } : {}
    return { ok: false, kind: kindOf(status), code: status, description, isBare: true, ...pause }
  }
  return { ok: false, kind: begun ? 'unsure' : 'unreachable', description: wordsOf(error) }
}

const kindOf = (code: number): TelegramFailure['kind'] =>
  code === 429 ? 'limited' : code >= 400 && code < 500 ? 'refused' : 'unsure'

/** The innermost message of an error: the library's own says only that a call failed. */
function wordsOf(error: unknown): string {
  let at = error
  while (at instanceof Error && at.cause instanceof Error) at = at.cause
  return at instanceof Error ? at.message || at.name : 'no answer'
}
