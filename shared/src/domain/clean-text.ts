const invisible = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffc]/g
const oddSpaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g

/**
 * Makes a string that came from outside safe to store and to queue: NUL and other control characters are
 * dropped (tab, line feed and carriage return stay) and lone surrogates become U+FFFD.
 */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
}

/** Letters of Europe, and quotes, dashes, currencies and arrows. */
const isPrinted = (c: number): boolean =>
  (c >= 0xae && c <= 0x52f && c !== 0x34f) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x20a0 && c <= 0x2bff)

/** Whether a trimmed text is one line of plain letters, digits and signs with single spaces: nothing to clean. */
function isClean(text: string): boolean {
  let before = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c <= 126 ? c <= 32 && (c !== 32 || before === 32) : !isPrinted(c)) return false
    before = c
  }
  return true
}

/** `cleanText` for one printed value: invisible characters dropped, every run of white space one space, trimmed. */
export function cleanLine(text: string): string {
  const trimmed = text.trim()
  if (isClean(trimmed)) return trimmed
  return cleanText(trimmed).replace(invisible, '').replace(oddSpaces, ' ').replace(/\s+/g, ' ').trim()
}

/**
 * Turns decorated letters into plain ones, so that rules can read them: mathematical and full-width
 * letters and digits (𝗕𝗠𝗪), keycap digits (2️⃣), invisible characters and unusual spaces.
 */
export function plainText(text: string): string {
  return cleanText(text)
    .replace(/[\u{1d400}-\u{1d7ff}\uff01-\uff5e]/gu, (c) => c.normalize('NFKC'))
    .replace(/[\u{1f150}-\u{1f169}]/gu, (c) => String.fromCharCode(65 + (c.codePointAt(0) ?? 0) - 0x1f150))
    .replace(/[\u{1f170}-\u{1f189}]/gu, (c) => String.fromCharCode(65 + (c.codePointAt(0) ?? 0) - 0x1f170))
    .replace(/(\d)\ufe0f?\u20e3/g, '$1')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(invisible, '')
    .replace(oddSpaces, ' ')
}
