import type { FormattedText, MessageEntity } from './bot-api.ts'
import { badRequest } from './api-error.ts'

const entityOfTag: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': 'custom_emoji',
  a: 'text_link',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}
const characters: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

interface OpenTag {
  tag: string
  offset: number
  url: string | undefined
}

/** Telegram's HTML as text and entities. Throws Telegram's own complaint where it is broken. */
export function parseHtml(html: string): FormattedText {
  const open: OpenTag[] = []
  const entities: MessageEntity[] = []
  let text = ''
  let at = 0
  const fail = (what: string) => badRequest(`can't parse entities: ${what}`)
  const byteOffset = (index: number) => `at byte offset ${Buffer.byteLength(html.slice(0, index))}`

  while (at < html.length) {
    if (html[at] === '&') {
      const [whole, named, decimal, hex] =
        /^&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([\da-f]{1,6}));/i.exec(html.slice(at, at + 12)) ?? []
      if (whole !== undefined) {
        const code = Number(decimal ?? `0x${hex}`)
        text += named ? characters[named.toLowerCase()] : String.fromCodePoint(Math.min(code, 0x10ffff))
        at += whole.length
        continue
      }
    }
    if (html[at] !== '<') {
      text += html[at++]
      continue
    }
    const begin = at
    const end = html.indexOf('>', at)
    if (html[at + 1] === '/') {
      const last = open.pop()
      if (!last) throw fail(`Unexpected end tag ${byteOffset(begin)}`)
      if (end === -1) throw fail(`Unclosed end tag ${byteOffset(begin)}`)
      const found = html
        .slice(begin + 2, end)
        .trim()
        .toLowerCase()
      if (found !== '' && found !== last.tag)
        throw fail(`Unmatched end tag ${byteOffset(begin)}, expected "</${last.tag}>", found "</${found}>"`)
      if (text.length > last.offset) entities.push(entity(last, text))
    } else {
      if (end === -1) throw fail(`Unclosed start tag ${byteOffset(begin)}`)
      const inside = html.slice(begin + 1, end)
      const tag = /^[^\s]*/.exec(inside)![0].toLowerCase()
      if (!(tag in entityOfTag)) throw fail(`Unsupported start tag "${tag}" ${byteOffset(begin)}`)
      const url = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/i.exec(inside)
      open.push({ tag, offset: text.length, url: url?.[1] ?? url?.[2] ?? url?.[3] })
    }
    at = end + 1
  }
  const unclosed = open.pop()
  if (unclosed) throw fail(`Can't find end tag corresponding to start tag "${unclosed.tag}"`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) }
}

function entity({ tag, offset, url }: OpenTag, text: string): MessageEntity {
  const type = entityOfTag[tag] ?? tag
  return { type, offset, length: text.length - offset, ...(type === 'text_link' && url ? { url } : {}) }
}
