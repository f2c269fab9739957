import { isAscii, isUtf8 } from 'node:buffer'
import { PageText } from './page-text.ts'

export interface DecodedPage {
  text: PageText
  /** The label of the charset that was used, such as `utf-8` or `windows-1251`. */
  charset: string
  /** True where neither the bytes nor a label told the charset. */
  guessed: boolean
}

const metaCharset = /charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})/i
const latinLabels = new Set(['windows-1252', 'iso-8859-15', 'windows-1250', 'iso-8859-2', 'windows-1254'])

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (!label) return undefined
  try {
    return new TextDecoder(label.trim().toLowerCase())
  } catch {
    return undefined
  }
}

/** Cyrillic one-byte text is runs of high bytes; Latin text has them singly. Looks at the first 200 kB. */
function guessOneByte(bytes: Uint8Array): 'windows-1251' | 'koi8-u' | 'windows-1252' {
  let run = 0
  let inRuns = 0
  let single = 0
  let upperHalf = 0
  let lowerHalf = 0
  const end = Math.min(bytes.length, 200_000)
  for (let i = 0; i < end; i++) {
    const b = bytes[i] as number
    if (b >= 0xc0) {
      run++
      if (b >= 0xe0) upperHalf++
      else lowerHalf++
      continue
    }
    if (run > 2) inRuns += run
    else single += run
    run = 0
  }
  if (inRuns <= single) return 'windows-1252'
  return lowerHalf > upperHalf * 1.5 ? 'koi8-u' : 'windows-1251'
}

/** Small enough for the space of short-lived strings, in which each of them lies. */
const pieceBytes = 16 * 1024

/** Decodes piece by piece. */
function decode(bytes: Uint8Array, label: string): PageText {
  const decoder = new TextDecoder(label)
  const pieces: string[] = []
  for (let from = 0; from < bytes.length; from += pieceBytes)
    pieces.push(decoder.decode(bytes.subarray(from, from + pieceBytes), { stream: true }))
  pieces.push(decoder.decode())
  return new PageText(pieces.filter((piece) => piece !== ''))
}

/** Decodes what is UTF-8, without its mark: pieces of plain ASCII become strings of half the size. */
function decodeUtf8(bytes: Uint8Array): PageText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pieces: string[] = []
  let from = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0
  while (from < buffer.length) {
    let to = Math.min(from + pieceBytes, buffer.length)
    while (to < buffer.length && ((buffer[to] as number) & 0xc0) === 0x80) to--
    pieces.push(buffer.toString(isAscii(buffer.subarray(from, to)) ? 'latin1' : 'utf8', from, to))
    from = to
  }
  return new PageText(pieces)
}

/** Accepts a body cut in the middle of a character, and a saved page with single damaged bytes. */
function nearlyUtf8(bytes: Uint8Array, text: PageText): boolean {
  if (isUtf8(bytes.subarray(0, Math.max(0, bytes.length - 3)))) return true
  let bad = 0
  for (let i = text.indexOf('\ufffd'); i >= 0 && bad < 400; i = text.indexOf('\ufffd', i + 1)) bad++
  let wide = 0
  for (let i = 0; i < bytes.length; i++)
    if ((bytes[i] as number) >= 0xc2 && ((bytes[i + 1] ?? 0) & 0xc0) === 0x80) wide++
  return wide > bad * 20
}

/**
 * Turns the bytes of a page into text. A byte order mark wins; bytes that are valid UTF-8 beat any declaration;
 * then the label of the transport or of the page; then the look of the bytes. Never throws.
 */
export function decodePage(bytes: Uint8Array, contentType?: string): DecodedPage {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: decode(bytes, 'utf-16le'), charset: 'utf-16le', guessed: false }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: decode(bytes, 'utf-16be'), charset: 'utf-16be', guessed: false }
  if (isUtf8(bytes)) return { text: decodeUtf8(bytes), charset: 'utf-8', guessed: false }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  const declared =
    decoderFor(metaCharset.exec(contentType ?? '')?.[1]) ?? decoderFor(metaCharset.exec(head)?.[1])
  const label = declared?.encoding
  if (label === undefined || label === 'utf-8' || label.startsWith('utf-16')) {
    const text = decode(bytes, 'utf-8')
    if (nearlyUtf8(bytes, text)) return { text, charset: 'utf-8', guessed: label === undefined }
  }
  const guess = guessOneByte(bytes)
  const use =
    label === undefined || label.startsWith('utf-') || (latinLabels.has(label) && guess !== 'windows-1252')
      ? guess
      : label
  return { text: decode(bytes, use), charset: use, guessed: use !== label }
}
