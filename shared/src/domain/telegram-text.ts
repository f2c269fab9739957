/** A piece of Telegram's HTML that can't be cut: a tag, an entity, or one character as people see it. */
interface Piece {
  raw: string
  /** What it counts against Telegram's limits. */
  length: number
  tag?: { name: string; closes: boolean }
}

const marks = /<(\/?)([a-z][a-z0-9-]*)[^<>]*>|&(?:#x?[0-9a-f]+|[a-z]+);/giu
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = []
  const addText = (text: string) => {
    for (const { segment } of letters.segment(text)) pieces.push({ raw: segment, length: segment.length })
  }
  let at = 0
  for (const match of html.matchAll(marks)) {
    addText(html.slice(at, match.index))
    const [raw, slash, name] = match
    if (name === undefined) pieces.push({ raw, length: unescape(raw).length })
    else pieces.push({ raw, length: 0, tag: { name: name.toLowerCase(), closes: slash === '/' } })
    at = match.index + raw.length
  }
  addText(html.slice(at))
  return pieces
}

const named: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }

function unescape(entity: string): string {
  const [, hex, code] = /^&#(x?)([0-9a-f]+);$/i.exec(entity) ?? []
  if (code === undefined) return named[entity.toLowerCase()] ?? entity
  const point = parseInt(code, hex ? 16 : 10)
  return point > 0 && point <= 0x10_ff_ff ? String.fromCodePoint(point) : entity
}

/** What a person reads of Telegram's HTML. */
export const plainText = (html: string): string =>
  piecesOf(html)
    .map((p) => (p.tag ? '' : p.raw.startsWith('&') ? unescape(p.raw) : p.raw))
    .join('')

/** How long Telegram finds a text of its HTML, in UTF-16 units. */
export const telegramLength = (html: string): number => piecesOf(html).reduce((sum, p) => sum + p.length, 0)

/** Whether Telegram finds a text of its HTML longer than `limit` UTF-16 units. Markup only shortens: most need no count. */
export const isTooLong = (html: string, limit: number): boolean =>
  html.length > limit && telegramLength(html) > limit

/**
 * Cuts a text of Telegram's HTML into parts that keep a limit: between paragraphs, else lines, else words, else
 * anywhere but within a character. Tags that a cut leaves open are closed before it and opened again after it.
 * @param limits of the first part and of all others, in UTF-16 units as Telegram counts them
 */
export function splitHtml(html: string, limits: { first: number; rest: number }): string[] {
  const pieces = piecesOf(html)
  const parts: string[] = []
  let open: Piece[] = []
  for (let from = 0; from < pieces.length;) {
    const to = endOfPart(pieces, from, parts.length ? limits.rest : limits.first)
    const before = open.map((p) => p.raw).join('')
    const body = pieces.slice(from, to)
    open = openAfter(open, body)
    const after = open.toReversed().map((p) => `</${p.tag!.name}>`)
    const text = before + trimmed(body, parts.length > 0) + after.join('')
    if (plainText(text).trim()) parts.push(text)
    from = to
  }
  return parts
}

/** As much of a text of Telegram's HTML as keeps a limit, in UTF-16 units; empty where it says nothing. */
export const firstPart = (html: string, limit: number): string =>
  splitHtml(html, { first: limit, rest: limit })[0] ?? ''

/** The index after the last piece that still fits, moved back to where a reader would pause. */
function endOfPart(pieces: readonly Piece[], from: number, limit: number): number {
  let length = 0
  let paragraph = 0
  let line = 0
  let word = 0
  for (let at = from; at < pieces.length; at++) {
    const piece = pieces[at]!
    length += piece.length
    if (isNewline(piece)) {
      line = at + 1
      if (isNewline(pieces[at - 1])) paragraph = at + 1
    } else if (/^\s$/u.test(piece.raw)) word = at + 1
    if (length > limit) {
      // An early pause would leave a part almost empty.
      const early = from + (at - from) / 2
      return [paragraph, line, word].find((end) => end > early) ?? (word || Math.max(at, from + 1))
    }
  }
  return pieces.length
}

const isNewline = (piece: Piece | undefined) => piece?.raw === '\n' || piece?.raw === '\r\n'

function openAfter(open: readonly Piece[], body: readonly Piece[]): Piece[] {
  const stack = [...open]
  for (const piece of body) {
    if (!piece.tag) continue
    if (!piece.tag.closes) stack.push(piece)
    else if (stack.at(-1)?.tag?.name === piece.tag.name) stack.pop()
  }
  return stack
}

/** The blank at a cut belongs to neither part. */
function trimmed(body: readonly Piece[], afterCut: boolean): string {
  const text = body
    .map((p) => p.raw)
    .join('')
    .trimEnd()
  return afterCut ? text.trimStart() : text
}
