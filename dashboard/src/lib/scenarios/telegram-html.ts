/** A piece of a message: text, or a tag with what stands in it. */
export type TelegramPiece = string | { tag: TelegramTag; href?: string; inside: TelegramPiece[] }

const tags = 'b strong i em u ins s strike del code pre blockquote tg-spoiler a'.split(' ') as TelegramTag[]
export type TelegramTag =
  | 'b'
  | 'strong'
  | 'i'
  | 'em'
  | 'u'
  | 'ins'
  | 's'
  | 'strike'
  | 'del'
  | 'code'
  | 'pre'
  | 'blockquote'
  | 'tg-spoiler'
  | 'a'

const pieces = /<(\/?)([a-z-]{1,12})(?:\shref="([^"<>]*)")?>|&(lt|gt|amp|quot|#\d{1,6});|[^<&]+|[<&]/gi
const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }
const safeLink = /^(?:https?:|tg:|mailto:|tel:)/i

/**
 * Reads Telegram's HTML into pieces to be drawn one by one: tags that Telegram knows, everything else as text. What
 * is not closed ends with the message.
 */
export function piecesOf(html: string): TelegramPiece[] {
  const root: TelegramPiece[] = []
  const open: { tag: TelegramTag; inside: TelegramPiece[] }[] = []
  const put = (piece: TelegramPiece) => void (open.at(-1)?.inside ?? root).push(piece)
  for (const [whole, slash, name, href, entity] of html.matchAll(pieces)) {
    const tag = tags.find((one) => one === name?.toLowerCase())
    if (entity) put(letterOf(entity))
    else if (!tag) put(whole)
    else if (slash) {
      const at = open.findLastIndex((one) => one.tag === tag)
      if (at >= 0) open.length = at
    } else {
      const piece = { tag, inside: [], ...(href && safeLink.test(href) ? { href: unescaped(href) } : {}) }
      put(piece)
      open.push(piece)
    }
  }
  return root
}

const letterOf = (entity: string): string => {
  const known = entities[entity.toLowerCase()]
  if (known) return known
  const code = Number(entity.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|#\d{1,6});/gi, (_, entity: string) => letterOf(entity))
