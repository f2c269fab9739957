/** Thrown inside of the reader where a source is no data. */
class NotDataError extends Error {}
/** One for all: scripts are mostly no data, and every new error would write down its stack. */
export const notData = new NotDataError('no data')

const letters = /[\p{L}_$][\p{L}\p{N}_$]*/uy

/** A place in JavaScript source: skips spaces and comments, reads strings and names. */
export class JsCursor {
  readonly source: string
  at: number

  constructor(source: string, at: number) {
    this.source = source
    this.at = at
  }

  space(): void {
    const s = this.source
    for (;;) {
      const c = s.charCodeAt(this.at)
      if (c === 32 || c === 10 || c === 13 || c === 9 || c === 0xa0 || c === 0xfeff) this.at++
      else if (c === 47 && s.charCodeAt(this.at + 1) === 47) {
        const end = s.indexOf('\n', this.at)
        this.at = end < 0 ? s.length : end
      } else if (c === 47 && s.charCodeAt(this.at + 1) === 42) {
        const end = s.indexOf('*/', this.at)
        this.at = end < 0 ? s.length : end + 2
      } else return
    }
  }

  peek(): string {
    this.space()
    return this.source[this.at] ?? ''
  }

  eat(token: string): boolean {
    this.space()
    if (!this.source.startsWith(token, this.at)) return false
    this.at += token.length
    return true
  }

  need(token: string): void {
    if (!this.eat(token)) throw notData
  }

  string(): string {
    const s = this.source
    const quote = s.charCodeAt(this.at)
    let from = ++this.at
    let out = ''
    for (;;) {
      const c = s.charCodeAt(this.at)
      if (Number.isNaN(c)) throw notData
      if (c === quote) {
        out += s.slice(from, this.at++)
        return out
      }
      if (c !== 92) {
        this.at++
        continue
      }
      out += s.slice(from, this.at)
      const e = s[this.at + 1]
      this.at += 2
      if (e === 'u') {
        const braced = s[this.at] === '{'
        const hex = braced ? s.slice(this.at + 1, s.indexOf('}', this.at)) : s.slice(this.at, this.at + 4)
        this.at += braced ? hex.length + 2 : 4
        const code = Number.parseInt(hex, 16)
        out += code <= 0x10ffff ? (braced ? String.fromCodePoint(code) : String.fromCharCode(code)) : '\ufffd'
      } else if (e === 'x') {
        out += String.fromCharCode(Number.parseInt(s.slice(this.at, this.at + 2), 16) || 0xfffd)
        this.at += 2
      } else if (e === 'n') out += '\n'
      else if (e === 't') out += '\t'
      else if (e === 'r') out += '\r'
      else if (e === 'b' || e === 'f' || e === 'v' || e === '0') out += ' '
      else if (e !== '\n') out += e ?? ''
      from = this.at
    }
  }

  /** Skips one balanced bracket, strings respected. */
  skipBalanced(): void {
    const s = this.source
    let depth = 0
    do {
      const c = s[this.at]
      if (c === undefined) throw notData
      if (c === '"' || c === "'" || c === '`') {
        this.string()
        continue
      }
      if (c === '(' || c === '[' || c === '{') depth++
      else if (c === ')' || c === ']' || c === '}') depth--
      this.at++
    } while (depth > 0)
  }

  word(): string {
    letters.lastIndex = this.at
    const word = letters.exec(this.source)?.[0] ?? ''
    this.at += word.length
    return word
  }
}
