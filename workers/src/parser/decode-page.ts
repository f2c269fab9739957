import { isUtf8 } from 'node:buffer'

export interface DecodedPage {
  text: string
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

/** Accepts a body cut in the middle of a character, and a saved page with single damaged bytes. */
function nearlyUtf8(bytes: Uint8Array, text: string): boolean {
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
    return { text: new TextDecoder('utf-16le').decode(bytes), charset: 'utf-16le', guessed: false }
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), charset: 'utf-16be', guessed: false }
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8').decode(bytes), charset: 'utf-8', guessed: false }
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1')
  const declared =
    decoderFor(metaCharset.exec(contentType ?? '')?.[1]) ?? decoderFor(metaCharset.exec(head)?.[1])
  const label = declared?.encoding
  if (label === undefined || label === 'utf-8' || label.startsWith('utf-16')) {
    const text = new TextDecoder('utf-8').decode(bytes)
    if (nearlyUtf8(bytes, text)) return { text, charset: 'utf-8', guessed: label === undefined }
  }
  const guess = guessOneByte(bytes)
  const use =
    label === undefined || label.startsWith('utf-') || (latinLabels.has(label) && guess !== 'windows-1252')
      ? guess
      : label
  return { text: new TextDecoder(use).decode(bytes), charset: use, guessed: use !== label }
}
