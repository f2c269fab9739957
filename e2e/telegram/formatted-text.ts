import type { FormattedText, MessageEntity } from './bot-api.ts'
import { badRequest } from './api-error.ts'
import { parseHtml } from './parse-html.ts'

const longestText = 4096
const longestCaption = 1024
const mostBytes = 32_768

/** A message's text as it is stored. Throws Telegram's error where it is empty, too long or broken. */
export function readText(raw: string, parseMode: string): FormattedText {
  if (raw === '') throw badRequest('message text is empty')
  const formatted = read(raw, parseMode)
  if (formatted.text === '') throw badRequest('text must be non-empty')
  if ([...formatted.text].length > longestText) throw badRequest('message is too long')
  return formatted
}

/** A caption, which may be empty. */
export function readCaption(raw: string, parseMode: string): FormattedText {
  const formatted = read(raw, parseMode)
  if ([...formatted.text].length > longestCaption) throw badRequest('message caption is too long')
  return formatted
}

function read(raw: string, parseMode: string): FormattedText {
  if (Buffer.byteLength(raw) > mostBytes) throw badRequest('text is too long')
  const mode = parseMode.toLowerCase()
  if (mode === 'html') return trim(parseHtml(raw))
  if (mode !== '' && mode !== 'none') throw badRequest('unsupported parse_mode')
  return trim({ text: raw, entities: detectEntities(raw) })
}

/** Telegram cuts white space from both ends. */
function trim({ text, entities }: FormattedText): FormattedText {
  const cut = text.length - text.trimStart().length
  const trimmed = text.trim()
  const moved = entities.map((entity) => {
    const offset = Math.max(0, entity.offset - cut)
    const end = Math.min(trimmed.length, entity.offset + entity.length - cut)
    return { ...entity, offset, length: end - offset }
  })
  return { text: trimmed, entities: moved.filter((entity) => entity.length > 0) }
}

const detected: [type: string, pattern: RegExp][] = [
  ['bot_command', /(?<=^|\s)\/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])/g],
  ['url', /https?:\/\/[^\s<>"]+/g],
  ['mention', /(?<=^|\s)@\w{3,32}/g],
]

/** What Telegram marks by itself in a plain text: commands, links and mentions. */
export function detectEntities(text: string): MessageEntity[] {
  return detected
    .flatMap(([type, pattern]) =>
      [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length })),
    )
    .sort((a, b) => a.offset - b.offset)
}
