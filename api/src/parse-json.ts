import { AppError } from '@cartie/shared/errors'

const maxDepth = 64

/** The value of a JSON body. Throws `invalid` for what is not JSON in UTF-8. */
export function parseBody(bytes: Uint8Array): unknown {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new AppError('invalid', 'The body is not UTF-8. Send JSON as UTF-8.')
  }
  return parseJson(text)
}

/**
 * The value of a JSON text from outside. Strings come out well-formed and without NUL, keys named `__proto__`
 * are dropped, the last of doubled keys wins. Throws `invalid` for no JSON and for over 64 levels.
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > maxDepth) {
    throw new AppError('invalid', `The JSON is nested deeper than ${maxDepth} levels.`)
  }
  try {
    // The slow way is only for texts that can hold something to mend.
    return /\\u|__proto__/i.test(text) ? (JSON.parse(text, mend) as unknown) : (JSON.parse(text) as unknown)
  } catch {
    throw new AppError('invalid', 'The body is not JSON.')
  }
}

function mend(key: string, value: unknown): unknown {
  if (key === '__proto__') return undefined
  return typeof value === 'string' ? value.replaceAll('\u0000', '').toWellFormed() : value
}

/** The deepest nesting of brackets outside strings, found without building anything. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      i = stringEnd(text, i)
    } else if (c === 0x5b || c === 0x7b) {
      if (++depth > deepest && (deepest = depth) > maxDepth) return deepest
    } else if (c === 0x5d || c === 0x7d) depth--
  }
  return deepest
}

/** The index of the quote that closes the string opened at `open`; the text's end if none does. */
function stringEnd(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === 0x5c) slashes++
    if (slashes % 2 === 0) return at
  }
  return text.length
}
