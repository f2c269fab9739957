const allowed = new Set('b strong i em u ins s strike del code pre blockquote tg-spoiler a'.split(' '))
const pieces = /<(\/?)([a-z-]{1,12})(\s[^<>]*)?>|&(?:lt|gt|amp|quot|#\d{1,6});|[\s\S]/giu
const link = /^\shref="((?:https?:\/\/|tg:\/\/|mailto:|tel:|\{)[^"<>]{0,1000})"$/i
const deepest = 8
/** A longer link is dropped, so that tags opened again never fill a message. */
const longestTag = 512

/** A text as Telegram's HTML shows it letter by letter. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A text without tags and with its entities resolved. */
export const plainOfHtml = (html: string): string =>
  html
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

/**
 * What an author wrote as HTML that Telegram takes: its own tags stay and are closed, every other "<", ">" and
 * "&" is shown as it is.
 */
export function tidyHtml(text: string): string {
  if (!/[<>&]/.test(text)) return text
  const open: string[] = []
  let out = ''
  for (const [piece, slash, name = '', attributes = ''] of text.matchAll(pieces)) {
    const tag = name.toLowerCase()
    if (!allowed.has(tag)) out += piece.length > 1 && piece.startsWith('&') ? piece : escapeText(piece)
    else if (slash) {
      if (!open.includes(tag)) continue
      while (open.length > 0) {
        const top = open.pop()
        out += `</${top}>`
        if (top === tag) break
      }
    } else if (open.length < deepest && !open.includes(tag)) {
      const href = link.exec(attributes)?.[1]
      if (tag === 'a' && !href) continue
      out += tag === 'a' ? `<a href="${href}">` : `<${tag}>`
      open.push(tag)
    }
  }
  return (
    out +
    open
      .reverse()
      .map((tag) => `</${tag}>`)
      .join('')
  )
}

/** The first tag that Telegram would not take as its author wrote it: `tidyHtml` shows it as text or mends it. */
export function markupFault(
  text: string,
): { code: 'unknown_tag' | 'unclosed_tag' | 'unopened_tag' | 'bad_link'; name: string } | undefined {
  const open: string[] = []
  for (const [, slash, name, attributes = ''] of text.matchAll(pieces)) {
    if (!name) continue
    const tag = name.toLowerCase()
    if (!allowed.has(tag)) return { code: 'unknown_tag', name }
    if (!slash) {
      if (tag === 'a' && !link.test(attributes)) return { code: 'bad_link', name }
      open.push(tag)
    } else if (open.at(-1) === tag) open.pop()
    else if (open.includes(tag)) return { code: 'unclosed_tag', name: open.at(-1)! }
    else return { code: 'unopened_tag', name }
  }
  const last = open.at(-1)
  return last === undefined ? undefined : { code: 'unclosed_tag', name: last }
}

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * Cuts tidy HTML into pieces of at most `limit` characters, at white space where there is any; tags that a cut
 * goes through are closed and opened again. Blank pieces are left out.
 */
export function splitHtml(html: string, limit: number): string[] {
  if (html.length <= limit) return plainOfHtml(html).trim() ? [html] : []
  const parts: string[] = []
  let open: { tag: string; text: string }[] = []
  let part = ''
  let space: { at: number; open: typeof open } | undefined
  const closing = (tags: typeof open) =>
    tags
      .map(({ tag }) => `</${tag}>`)
      .reverse()
      .join('')
  for (const [whole, slash, name] of html.matchAll(pieces)) {
    const tag = name?.toLowerCase()
    const piece = whole.length > longestTag ? '<a>' : whole
    const reserve = closing(open).length + (tag && !slash ? tag.length + 3 : 0)
    if (!slash && part.length + piece.length + reserve > limit) {
      const cut = space && space.at > limit / 2 ? space : { at: part.length, open }
      parts.push(part.slice(0, cut.at) + closing(cut.open))
      part = cut.open.map(({ text }) => text).join('') + part.slice(cut.at).trimStart()
      space = undefined
    }
    if (tag && slash) open = open.slice(0, -1)
    else if (tag) open = [...open, { tag, text: piece }]
    part += piece
    if (!tag && /\s/.test(piece)) space = { at: part.length, open }
  }
  parts.push(part + closing(open))
  return parts.filter((one) => plainOfHtml(one).trim() !== '')
}
