/** What a page's script can hold as data. */
export type JsValue = null | undefined | boolean | number | string | JsValue[] | { [key: string]: JsValue }

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const maxDepth = 200
const maxNodes = 400_000

class NotDataError extends Error {}

/**
 * Reads the data part of JavaScript: literals, arrays, objects, `void 0`, `!0`, `new Date(…)`, `JSON.parse("…")`,
 * string sums, names bound by an enclosing function call, and assignments to their members. Nothing is executed:
 * whatever is not data reads as undefined, and the reader gives up on too deep or too large input.
 */
class Reader {
  readonly #s: string
  #i: number
  #nodes = 0
  #depth = 0

  constructor(source: string, at: number) {
    this.#s = source
    this.#i = at
  }

  get position(): number {
    return this.#i
  }

  #space(): void {
    const s = this.#s
    for (;;) {
      const c = s.charCodeAt(this.#i)
      if (c === 32 || c === 10 || c === 13 || c === 9 || c === 0xa0 || c === 0xfeff) this.#i++
      else if (c === 47 && s.charCodeAt(this.#i + 1) === 47) {
        const end = s.indexOf('\n', this.#i)
        this.#i = end < 0 ? s.length : end
      } else if (c === 47 && s.charCodeAt(this.#i + 1) === 42) {
        const end = s.indexOf('*/', this.#i)
        this.#i = end < 0 ? s.length : end + 2
      } else return
    }
  }

  #peek(): string {
    this.#space()
    return this.#s[this.#i] ?? ''
  }

  #eat(token: string): boolean {
    this.#space()
    if (!this.#s.startsWith(token, this.#i)) return false
    this.#i += token.length
    return true
  }

  #need(token: string): void {
    if (!this.#eat(token)) throw new NotDataError(token)
  }

  string(): string {
    const s = this.#s
    const quote = s[this.#i] as string
    let from = ++this.#i
    let out = ''
    for (;;) {
      const c = s[this.#i]
      if (c === undefined) throw new NotDataError('string')
      if (c === quote) {
        out += s.slice(from, this.#i++)
        return out
      }
      if (c !== '\\') {
        this.#i++
        continue
      }
      out += s.slice(from, this.#i)
      const e = s[this.#i + 1]
      this.#i += 2
      if (e === 'u') {
        const braced = s[this.#i] === '{'
        const hex = braced ? s.slice(this.#i + 1, s.indexOf('}', this.#i)) : s.slice(this.#i, this.#i + 4)
        this.#i += braced ? hex.length + 2 : 4
        const code = Number.parseInt(hex, 16)
        out += code <= 0x10ffff ? (braced ? String.fromCodePoint(code) : String.fromCharCode(code)) : '\ufffd'
      } else if (e === 'x') {
        out += String.fromCharCode(Number.parseInt(s.slice(this.#i, this.#i + 2), 16) || 0xfffd)
        this.#i += 2
      } else if (e === 'n') out += '\n'
      else if (e === 't') out += '\t'
      else if (e === 'r') out += '\r'
      else if (e === 'b' || e === 'f' || e === 'v' || e === '0') out += ' '
      else if (e !== '\n') out += e ?? ''
      from = this.#i
    }
  }

  /** Skips one balanced bracket, strings respected. */
  skipBalanced(): void {
    const s = this.#s
    let depth = 0
    do {
      const c = s[this.#i]
      if (c === undefined) throw new NotDataError('bracket')
      if (c === '"' || c === "'" || c === '`') {
        this.string()
        continue
      }
      if (c === '(' || c === '[' || c === '{') depth++
      else if (c === ')' || c === ']' || c === '}') depth--
      this.#i++
    } while (depth > 0)
  }

  #word(): string {
    const m = /[\p{L}_$][\p{L}\p{N}_$]*/uy
    m.lastIndex = this.#i
    const word = m.exec(this.#s)?.[0] ?? ''
    this.#i += word.length
    return word
  }

  value(env: Map<string, JsValue>): JsValue {
    let left = this.#operand(env)
    while (this.#peek() === '+' && this.#s[this.#i + 1] !== '+') {
      this.#i++
      const right = this.#operand(env)
      left =
        typeof left === 'number' && typeof right === 'number'
          ? left + right
          : `${String(left ?? '')}${typeof right === 'object' ? '' : String(right ?? '')}`
    }
    if (this.#peek() === '|' && this.#s[this.#i + 1] === '|') {
      this.#i += 2
      const other = this.value(env)
      return left || other
    }
    return left
  }

  #operand(env: Map<string, JsValue>): JsValue {
    if (++this.#nodes > maxNodes) throw new NotDataError('size')
    if (++this.#depth > maxDepth) throw new NotDataError('depth')
    try {
      return this.#suffix(this.#primary(env), env)
    } finally {
      this.#depth--
    }
  }

  #suffix(value: JsValue, env: Map<string, JsValue>): JsValue {
    let v = value
    for (;;) {
      const c = this.#peek()
      if (c === '(') {
        this.skipBalanced()
        v = undefined
      } else if (c === '.' && !/\d/.test(this.#s[this.#i + 1] ?? '')) {
        this.#i++
        v = member(v, this.#word())
      } else if (c === '[') {
        this.#i++
        const key = this.value(env)
        this.#need(']')
        v = typeof key === 'string' || typeof key === 'number' ? member(v, String(key)) : undefined
      } else return v
    }
  }

  #primary(env: Map<string, JsValue>): JsValue {
    const c = this.#peek()
    if (c === '"' || c === "'" || c === '`') return this.string()
    if (c === '{') return this.object(env)
    if (c === '[') return this.#array(env)
    if (c === '(') {
      this.#i++
      const v = this.value(env)
      this.#need(')')
      return v
    }
    if (c === '!') {
      this.#i++
      return !this.#operand(env)
    }
    if (c === '-' || c === '+') {
      this.#i++
      const v = Number(this.#operand(env))
      return c === '-' ? -v : v
    }
    const number = /(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y
    number.lastIndex = this.#i
    const digits = number.exec(this.#s)?.[0]
    if (digits !== undefined) {
      this.#i += digits.length
      const n = Number(digits)
      return Number.isFinite(n) ? n : undefined
    }
    const word = this.#word()
    if (word === '') throw new NotDataError('token')
    if (word === 'true') return true
    if (word === 'false') return false
    if (word === 'null') return null
    if (word === 'undefined' || word === 'NaN' || word === 'Infinity') return undefined
    if (word === 'void' || word === 'typeof') {
      this.#operand(env)
      return undefined
    }
    if (word === 'new') return this.#constructed(env)
    if (word === 'function') {
      this.#space()
      this.#word()
      this.#space()
      this.skipBalanced()
      this.#space()
      this.skipBalanced()
      return undefined
    }
    if (word === 'JSON' && this.#eat('.parse')) {
      this.#need('(')
      const text = this.value(env)
      this.#need(')')
      return typeof text === 'string' ? readJson(text) : undefined
    }
    if (word === 'Object' && this.#eat('.freeze')) {
      this.#need('(')
      const v = this.value(env)
      this.#need(')')
      return v
    }
    return env.get(word)
  }

  #constructed(env: Map<string, JsValue>): JsValue {
    this.#space()
    const kind = this.#word()
    if (this.#peek() !== '(') return undefined
    this.#i++
    const first = this.#peek() === ')' ? undefined : this.value(env)
    while (this.#eat(',')) this.value(env)
    this.#need(')')
    if (kind === 'Date') return first
    return kind === 'Set' || kind === 'Map' ? first : undefined
  }

  #array(env: Map<string, JsValue>): JsValue[] {
    this.#i++
    const out: JsValue[] = []
    for (;;) {
      const c = this.#peek()
      if (c === ']') {
        this.#i++
        return out
      }
      if (c === ',') {
        this.#i++
        continue
      }
      if (this.#eat('...')) this.value(env)
      else out.push(this.value(env))
    }
  }

  object(env: Map<string, JsValue>): { [key: string]: JsValue } {
    this.#i++
    const out: { [key: string]: JsValue } = {}
    for (;;) {
      const c = this.#peek()
      if (c === '}') {
        this.#i++
        return out
      }
      if (c === ',') {
        this.#i++
        continue
      }
      if (this.#eat('...')) {
        this.value(env)
        continue
      }
      let key: string
      if (c === '"' || c === "'") key = this.string()
      else if (c === '[') {
        this.#i++
        key = String(this.value(env))
        this.#need(']')
      } else {
        const m = /[\p{L}\p{N}_$.]+/uy
        m.lastIndex = this.#i
        key = m.exec(this.#s)?.[0] ?? ''
        if (key === '') throw new NotDataError('key')
        this.#i += key.length
      }
      const next = this.#peek()
      if (next === '(') {
        this.skipBalanced()
        this.#space()
        this.skipBalanced()
        continue
      }
      if (next === ',' || next === '}') {
        if (!forbidden.has(key)) out[key] = env.get(key)
        continue
      }
      this.#need(':')
      const v = this.value(env)
      if (!forbidden.has(key)) out[key] = v
    }
  }

  /** `function(a,b){ a.x=1; return {…} }(1,2)`: the arguments are read first, then the body's assignments and its return. */
  call(): JsValue {
    this.#eat('(')
    this.#space()
    const arrow = !this.#s.startsWith('function', this.#i)
    if (!arrow) this.#i += 8
    this.#need('(')
    const names: string[] = []
    while (this.#peek() !== ')') {
      const name = this.#word()
      if (name === '') throw new NotDataError('parameter')
      names.push(name)
      this.#eat(',')
    }
    this.#i++
    if (arrow) this.#need('=>')
    this.#space()
    const body = this.#i
    this.skipBalanced()
    this.#eat(')')
    const env = new Map<string, JsValue>()
    if (this.#eat('(')) {
      for (let n = 0; this.#peek() !== ')' && n <= names.length; n++) {
        env.set(names[n] ?? '', this.value(env))
        this.#eat(',')
      }
    }
    const after = this.#i
    this.#i = body + 1
    const result = this.#body(env)
    this.#i = Math.max(after, this.#i)
    return result
  }

  #body(env: Map<string, JsValue>): JsValue {
    for (let statements = 0; statements < 20_000; statements++) {
      if (this.#eat(';')) continue
      if (this.#peek() === '}' || this.#peek() === '') return undefined
      const word = this.#word()
      if (word === 'return') return this.value(env)
      if (word === 'var' || word === 'let' || word === 'const') continue
      if (word === '') throw new NotDataError('statement')
      this.#assign(word, env)
      this.#eat(',')
    }
    return undefined
  }

  #assign(word: string, env: Map<string, JsValue>): void {
    const path: string[] = []
    for (;;) {
      const c = this.#peek()
      if (c === '.') {
        this.#i++
        path.push(this.#word())
      } else if (c === '[') {
        this.#i++
        path.push(String(this.value(env)))
        this.#need(']')
      } else break
    }
    if (!this.#eat('=')) {
      if (this.#peek() === '(') this.skipBalanced()
      return
    }
    const v = this.value(env)
    const last = path.pop()
    if (last === undefined) {
      env.set(word, v)
      return
    }
    let holder = env.get(word)
    for (const key of path) holder = member(holder, key)
    if (forbidden.has(last) || typeof holder !== 'object' || holder === null) return
    if (!Array.isArray(holder)) holder[last] = v
    else if (/^\d{1,5}$/.test(last)) holder[Number(last)] = v
  }
}

function member(v: JsValue, key: string): JsValue {
  if (typeof v !== 'object' || v === null || !Object.hasOwn(v, key)) return undefined
  return (v as { [key: string]: JsValue })[key]
}

/** Parses JSON that a page holds; undefined where it is not JSON, is longer than 5 MB or names a number without end. */
export function readJson(text: string): JsValue {
  if (text.length > 5_000_000) return undefined
  try {
    return JSON.parse(text) as JsValue
  } catch {
    return undefined
  }
}

/** Reads the JavaScript value that begins at `at`; undefined where it is not data. Never throws, never executes. */
export function readJsValue(source: string, at: number): { value: JsValue; end: number } | undefined {
  const reader = new Reader(source, at)
  try {
    const called = /\s*\(?\s*(?:function\s*\(|\([\w$,\s]*\)\s*=>\s*\{)/y
    called.lastIndex = at
    const value = called.test(source) ? reader.call() : reader.value(new Map())
    return { value, end: reader.position }
  } catch {
    return undefined
  }
}
