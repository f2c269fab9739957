/** What JSON is made of outside of its strings: numbers, `true`, `false`, `null`, and what parts them. */
const outside = new Uint8Array(128)
for (const c of ' \t\n\r0123456789+-.eEtrufalsn:') outside[c.charCodeAt(0)] = 1

/** The place of the quote that ends the string which begins at `at`; -1 without one. */
function stringEnd(source: string, at: number): number {
  for (let end = source.indexOf('"', at + 1); end >= 0; end = source.indexOf('"', end + 1)) {
    let slashes = 0
    while (source.charCodeAt(end - 1 - slashes) === 92) slashes++
    if (slashes % 2 === 0) return end
  }
  return -1
}

/**
 * The index after the object or list of JSON that begins at `at`; -1 where something else than JSON comes before its
 * end, it is nested deeper than `depth` or has more than `members` members. Linear, and it ends at the first sign of
 * code.
 */
export function jsonEnd(source: string, at: number, depth: number, members: number): number {
  let open = 0
  let seen = 0
  for (let i = at; i < source.length; i++) {
    const c = source.charCodeAt(i)
    if (c === 34) {
      i = stringEnd(source, i)
      if (i < 0) return -1
    } else if (c === 44) {
      if (++seen > members) return -1
    } else if (c === 123 || c === 91) {
      if (++open > depth) return -1
    } else if (c === 125 || c === 93) {
      if (--open === 0) return i + 1
    } else if (c > 127 || outside[c] === 0) return -1
  }
  return -1
}
