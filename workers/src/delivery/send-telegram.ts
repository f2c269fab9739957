import type { Context } from '@cartie/db/context'
import type { Ending } from '@cartie/db/services/delivery/ending'
import { findFiles } from '@cartie/db/services/delivery/find-files'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import { retryPauseMs } from '@cartie/shared/domain/delivery-state'
import { withLink, withoutFiles, type TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { TelegramAnswer } from '../telegram/telegram-answer.ts'
import { fillFiles, loadFiles } from './fill-files.ts'
import { readSent } from './read-sent.ts'
import type { TelegramParts } from './telegram-parts.ts'

/** Photos have this part of the time of a try: what is brought has to be sent, too. */
const partForFiles = 0.5

/**
 * Makes one call to Telegram and says how it ended. Photos that can't be had in time are left out, and noted. Throws,
 * before the call, where the database can't be reached.
 */
export async function sendTelegram(
  parts: TelegramParts,
  ctx: Context,
  delivery: SendingDelivery,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const { botId, tokenCipher } = delivery
  const begun = performance.now()
  if (botId === null || tokenCipher === null)
    return { kind: 'held', error: { code: 'bot_off', message: 'The bot is switched off or gone' } }
  const token = parts.openToken({ workspaceId: ctx.workspaceId, botId }, tokenCipher)
  const request = await drawn(parts, ctx, delivery.request)
  if (!request) return { kind: 'failed', error: { code: 'gone', message: 'What the link opens is over' } }
  const refs = Object.values(request.files ?? {})
  const known = await findFiles(
    ctx,
    botId,
    refs.map((r) => r.key),
  )
  const { loaded, missing } = await loadFiles(
    request,
    known,
    parts.loadFile,
    options.timeoutMs * partForFiles,
  )
  // A photo that is gone takes none of the words with it.
  const sayable = missing.size ? withoutFiles(request, new Set(missing.keys())) : request
  const gone = { code: 'file', message: [...new Set(missing.values())].join('; ') }
  if (!sayable) return { kind: 'failed', error: gone }
  const filled = fillFiles(sayable, known, loaded)
  const timeoutMs = Math.max(1, Math.floor(options.timeoutMs - (performance.now() - begun)))
  const answer = await parts.call(token, sayable.method, withMarkup(sayable.method, filled.params), {
    ...options,
    timeoutMs,
  })
  if (!answer.ok) return endingOf(answer, delivery, filled.reused)
  const { result, fileIds } = readSent(answer.result)
  // Only where each file has its name in the answer is it certain which is whose.
  const files = fileIds.length === filled.keys.length ? filled.keys : []
  const named = files.map((key, i) => ({ key, fileId: fileIds[i]! }))
  return { kind: 'sent', result, files: named, ...(missing.size ? { error: gone } : {}) }
}

/** The request with its link, if it carries one; undefined where that would open nothing any more. */
async function drawn(
  { drawLink }: TelegramParts,
  ctx: Context,
  request: TelegramRequest,
): Promise<TelegramRequest | undefined> {
  if (!request.link) return request
  const link = await drawLink(ctx, request.link)
  return link === undefined ? undefined : withLink(request, link)
}

/** Our texts are Telegram's HTML, wherever they stand. */
function withMarkup(method: string, params: Record<string, unknown>): Record<string, unknown> {
  const says = (part: Record<string, unknown>) => 'text' in part || 'caption' in part
  const isObject = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null
  const mark = (part: Record<string, unknown>) =>
    says(part) && !('entities' in part || 'caption_entities' in part) ? { parse_mode: 'HTML', ...part } : part
  if (method === 'answerCallbackQuery') return params
  const { media } = params
  if (Array.isArray(media))
    return { ...params, media: media.map((m: unknown) => (isObject(m) ? mark(m) : m)) }
  return isObject(media) ? { ...params, media: mark(media) } : mark(params)
}

type Refusal = Extract<TelegramAnswer, { ok: false }>

function endingOf(answer: Refusal, delivery: SendingDelivery, reused: string[]): Ending {
  const error = {
    code: answer.code === undefined ? answer.kind : String(answer.code),
    message: answer.description,
  }
  const again = { kind: 'again', error } as const
  switch (answer.kind) {
    case 'unreachable':
      return { ...again, afterMs: retryPauseMs(delivery.attempts) }
    case 'limited':
      return { ...again, afterMs: (answer.retryAfterS ?? 1) * 1000, pauses: true }
    case 'unsure':
      return unsure(delivery, error)
    case 'refused':
      return refused(answer, delivery, reused, error)
  }
}

/** What may have arrived is not repeated, but for what the row says is better twice than never. */
const unsure = ({ policy, attempts }: SendingDelivery, error: Refused): Ending =>
  policy === 'repeat' && attempts < maxRepeats
    ? { kind: 'again', afterMs: retryPauseMs(attempts), error }
    : { kind: 'unknown', error }

type Refused = { code: string; message: string }

const maxRepeats = 5

function refused(answer: Refusal, delivery: SendingDelivery, reused: string[], error: Refused): Ending {
  if (answer.migrateToChatId !== undefined)
    return { kind: 'again', afterMs: 0, error, movedTo: answer.migrateToChatId }
  const code = answer.code ?? 400
  // A fault on their side after they had the call: it may have been done.
  if (code >= 500) return unsure(delivery, error)
  // An edit that was repeated, and had arrived.
  if (/message is not modified/i.test(answer.description)) return { kind: 'sent', result: {} }
  if (code === 401 || code === 404) return { kind: 'held', error }
  if (reused.length && isAboutFile(answer.description))
    return { kind: 'again', afterMs: 0, error, forget: reused }
  return { kind: 'failed', error, blocked: code === 403 }
}

const isAboutFile = (words: string) =>
  /file.?(?:id|reference|identifier)|wrong file|wrong remote/i.test(words)
