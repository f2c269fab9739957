import { maxCaptionLength, maxTextLength } from './telegram-limits.ts'
import { splitHtml, isTooLong } from './telegram-text.ts'

/** A file of our own that a request carries. */
export interface FileRef {
  /** What the file is, so that a bot uploads it once: the same bytes have the same key. */
  key: string
  /** Where its bytes lie. */
  url: string
}

/** What a link opens that is drawn when its request goes, so that no row ever holds it. */
export interface LinkRef {
  invitationId: string
}

/** What stands in a request for the link that is drawn when it goes. */
export const undrawnLink = 'link://drawn'

/**
 * A call to Telegram as a delivery keeps it, without a token. Texts are Telegram's HTML.
 * Where a parameter is `attach://<name>`, the file of that name goes; where one holds `undrawnLink`, the link.
 */
export interface TelegramRequest {
  method: string
  params: Record<string, unknown>
  files?: Record<string, FileRef>
  link?: LinkRef
}

/** The request with its link in place. */
export function withLink(request: TelegramRequest, link: string): TelegramRequest {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replaceAll(undrawnLink, link)
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill(entry)]))
  }
  return { ...request, params: fill(request.params) as Record<string, unknown> }
}

const attachment = /^attach:\/\/(.+)$/

/** The name of the file that a parameter stands for. */
export const attachedName = (value: unknown): string | undefined =>
  typeof value === 'string' ? attachment.exec(value)?.[1] : undefined

/**
 * The requests that say what one says, none longer than Telegram takes: a long text goes on in messages of its own.
 * Buttons stand under the last one, the reference to another message in the first.
 */
export function fitRequest(request: TelegramRequest): TelegramRequest[] {
  const { method, params } = request
  if (method === 'sendMessage') return fit(request, params, 'text', maxTextLength)
  if (method === 'sendMediaGroup') return fitAlbum(request)
  return method.startsWith('send') ? fit(request, params, 'caption', maxCaptionLength) : [request]
}

function fit(
  request: TelegramRequest,
  params: Record<string, unknown>,
  field: 'text' | 'caption',
  first: number,
): TelegramRequest[] {
  const text = params[field]
  if (typeof text !== 'string' || !isTooLong(text, first)) return [request]
  const [head = '', ...rest] = splitHtml(text, { first, rest: maxTextLength })
  const { reply_markup: buttons, ...without } = params
  return [
    { ...request, params: { ...without, [field]: head } },
    ...followers(rest, params, buttons === undefined ? {} : { reply_markup: buttons }),
  ]
}

function fitAlbum(request: TelegramRequest): TelegramRequest[] {
  const media: unknown = request.params.media
  const [first, ...others] = Array.isArray(media) ? (media as unknown[]) : []
  if (typeof first !== 'object' || first === null || !('caption' in first)) return [request]
  const caption = first.caption
  if (typeof caption !== 'string' || !isTooLong(caption, maxCaptionLength)) return [request]
  const [head = '', ...rest] = splitHtml(caption, { first: maxCaptionLength, rest: maxTextLength })
  const cut = { ...request.params, media: [{ ...first, caption: head }, ...others] }
  return [{ ...request, params: cut }, ...followers(rest, request.params, {})]
}

/**
 * The same words without the photos of these names: an album of the others with all captions, one photo, or a message
 * of text. Undefined where nothing is left to be said.
 */
export function withoutFiles(
  request: TelegramRequest,
  names: ReadonlySet<string>,
): TelegramRequest | undefined {
  const { params } = request
  const isGone = (value: unknown) => names.has(attachedName(value) ?? '')
  const files = Object.fromEntries(Object.entries(request.files ?? {}).filter(([name]) => !names.has(name)))
  if (Array.isArray(params.media)) {
    const all = params.media as { media?: unknown; caption?: string }[]
    const [first, ...more] = all.filter(({ media }) => !isGone(media))
    const orphans = all.filter(({ media }) => isGone(media)).flatMap(({ caption }) => caption ?? [])
    const caption = [...orphans, ...(first?.caption === undefined ? [] : [first.caption])].join('\n\n')
    if (!first) return caption ? messageOf({ ...pick(params), text: caption }) : undefined
    const said = caption ? { caption } : {}
    if (more.length)
      return { ...request, params: { ...params, media: [{ ...first, ...said }, ...more] }, files }
    return { method: 'sendPhoto', params: { ...pick(params), photo: first.media, ...said }, files }
  }
  if (!Object.values(params).some(isGone)) return { ...request, files }
  const { caption, reply_markup } = params
  if (typeof caption !== 'string' || !caption) return undefined
  return messageOf({ ...pick(params), text: caption, ...(reply_markup ? { reply_markup } : {}) })
}

const messageOf = (params: Record<string, unknown>): TelegramRequest => ({ method: 'sendMessage', params })

const kept = ['chat_id', 'message_thread_id', 'disable_notification', 'protect_content'] as const

function followers(
  texts: readonly string[],
  params: Record<string, unknown>,
  last: Record<string, unknown>,
): TelegramRequest[] {
  const common = pick(params)
  return texts.map((text, i) => ({
    method: 'sendMessage',
    params: { ...common, text, ...(i === texts.length - 1 ? last : {}) },
  }))
}

const pick = (params: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(kept.filter((key) => key in params).map((key) => [key, params[key]]))
