/** Media types that are pages to us; everything else under `application/` is judged by its bytes. */
const binaryType =
  /^(?:image|video|audio|font|model)\/|^application\/(?:pdf|zip|gzip|x-gzip|x-rar|x-7z|x-tar|wasm|msword|vnd\.(?:ms-|openxml))/

const magic = [
  '%PDF-',
  '%!PS',
  'PK\x03\x04',
  'PK\x05\x06',
  '\x89PNG',
  'GIF8',
  '\xff\xd8\xff',
  'RIFF',
  'BM\x00',
  'II*\x00',
  'MM\x00*',
  '\x1f\x8b',
  'BZh',
  '7z\xbc\xaf',
  'Rar!\x1a',
  '\x28\xb5\x2f\xfd',
  '\xfd7zXZ',
  '\x7fELF',
  'MZ\x90',
  'OggS\x00',
  'ID3\x03',
  'ID3\x04',
  'fLaC\x00',
  'wOFF',
  'wOF2',
  '\x00asm',
  '\xd0\xcf\x11\xe0',
  '\x00\x00\x01\x00',
  '8BPS\x00',
].map((text) => Buffer.from(text, 'latin1'))

const sniffBytes = 1024

/** True for a Content-Type that can't be a page, so that its body is not fetched at all. */
export function isBinaryType(contentType: string): boolean {
  return binaryType.test(contentType.toLowerCase().trimStart())
}

/**
 * True for bytes that are no text whatever their label says: a known file signature, or control characters
 * that no text has (WHATWG mimesniff, "binary data byte"). A stray NUL inside markup is still a page.
 */
export function isBinaryBody(bytes: Buffer, contentType: string): boolean {
  if (startsLikeMarkup(bytes)) return false
  const head = bytes.subarray(0, sniffBytes)
  if (magic.some((signature) => startsWith(head, signature)) || isIsoMedia(head)) return true
  if (isUtf16(head) || /utf-?(?:16|32)/i.test(contentType)) return false
  return head.some(isBinaryByte)
}

function startsLikeMarkup(bytes: Buffer): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (at < sniffBytes && isSpace(bytes[at])) at++
  return bytes[at] === 0x3c
}

function startsWith(head: Buffer, prefix: Buffer): boolean {
  return head.length >= prefix.length && head.subarray(0, prefix.length).equals(prefix)
}

/** MP4, MOV, AVIF and HEIC: a box length, then "ftyp". */
function isIsoMedia(head: Buffer): boolean {
  return head.length >= 12 && head.toString('latin1', 4, 8) === 'ftyp'
}

/** By its mark, or by the "<" that a page begins with. */
function isUtf16(head: Buffer): boolean {
  const [a, b] = head
  return (
    (a === 0xff && b === 0xfe) ||
    (a === 0xfe && b === 0xff) ||
    (a === 0x3c && b === 0) ||
    (a === 0 && b === 0x3c)
  )
}

function isSpace(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

function isBinaryByte(byte: number): boolean {
  return byte <= 0x08 || byte === 0x0b || (byte >= 0x0e && byte <= 0x1a) || (byte >= 0x1c && byte <= 0x1f)
}
