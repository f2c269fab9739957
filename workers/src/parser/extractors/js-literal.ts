import { JsCursor, notData } from './js-cursor.ts'

/** What a page's script can hold as data. */
export type JsValue = null | undefined | boolean | number | string | JsValue[] | { [key: string]: JsValue }

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const number = /(?:0[xX][\da-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/y
const bareKey = /[\p{L}\p{N}_$.]+/uy
const maxDepth = 200
const maxNodes = 400_000

/**
 * Reads the data part of JavaScript: literals, arrays, objects, `void 0`, `!0`, `new Date(…)`, `JSON.parse("…")`,
 * string sums, names bound by an enclosing function call, and assignments to their members. Nothing is executed:
 * whatever is not data reads as undefined, and the reader gives up on too deep or too large input.
 */
class Reader extends JsCursor {
  #nodes = 0
  #depth = 0

  value(env: Map<string, JsValue>): JsValue {
    let left = this.#operand(env)
    while (this.peek() === '+' && this.source[this.at + 1] !== '+') {
      this.at++
      const right = this.#operand(env)
      left =
        typeof left === 'number' && typeof right === 'number'
          ? left + right
          : `${String(left ?? '')}${typeof right === 'object' ? '' : String(right ?? '')}`
    }
    if (this.peek() === '|' && this.source[this.at + 1] === '|') {
      this.at += 2
      const other = this.value(env)
      return left || other
    }
    return left
  }

  #operand(env: Map<string, JsValue>): JsValue {
    if (++this.#nodes > maxNodes) throw notData
    if (++this.#depth > maxDepth) throw notData
    try {
      return this.#suffix(this.#primary(env), env)
    } finally {
      this.#depth--
    }
  }

  #suffix(value: JsValue, env: Map<string, JsValue>): JsValue {
    let v = value
    for (;;) {
      const c = this.peek()
      if (c === '(') {
        this.skipBalanced()
        v = undefined
      } else if (c === '.' && !/\d/.test(this.source[this.at + 1] ?? '')) {
        this.at++
        v = member(v, this.word())
      } else if (c === '[') {
        this.at++
        const key = this.value(env)
        this.need(']')
        v = typeof key === 'string' || typeof key === 'number' ? member(v, String(key)) : undefined
      } else return v
    }
  }

  #primary(env: Map<string, JsValue>): JsValue {
    const c = this.peek()
    if (c === '"' || c === "'" || c === '`') return this.string()
    if (c === '{') return this.object(env)
    if (c === '[') return this.#array(env)
    if (c === '(') {
      this.at++
      const v = this.value(env)
      this.need(')')
      return v
    }
    if (c === '!') {
      this.at++
      return !this.#operand(env)
    }
    if (c === '-' || c === '+') {
      this.at++
      const v = Number(this.#operand(env))
      return c === '-' ? -v : v
    }
    number.lastIndex = this.at
    const digits = number.exec(this.source)?.[0]
    if (digits !== undefined) {
      this.at += digits.length
      const n = Number(digits)
      return Number.isFinite(n) ? n : undefined
    }
    const word = this.word()
    if (word === '') throw notData
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
      this.space()
      this.word()
      this.space()
      this.skipBalanced()
      this.space()
      this.skipBalanced()
      return undefined
    }
    if (word === 'JSON' && this.eat('.parse')) {
      this.need('(')
      const text = this.value(env)
      this.need(')')
      return typeof text === 'string' ? readJson(text) : undefined
    }
    if (word === 'Object' && this.eat('.freeze')) {
      this.need('(')
      const v = this.value(env)
      this.need(')')
      return v
    }
    return env.get(word)
  }

  #constructed(env: Map<string, JsValue>): JsValue {
    this.space()
    const kind = this.word()
    if (this.peek() !== '(') return undefined
    this.at++
    const first = this.peek() === ')' ? undefined : this.value(env)
    while (this.eat(',')) this.value(env)
    this.need(')')
    if (kind === 'Date') return first
    return kind === 'Set' || kind === 'Map' ? first : undefined
  }

  #array(env: Map<string, JsValue>): JsValue[] {
    this.at++
    const out: JsValue[] = []
    for (;;) {
      const c = this.peek()
      if (c === ']') {
        this.at++
        return out
      }
      if (c === ',') {
        this.at++
        continue
      }
      if (this.eat('...')) this.value(env)
      else out.push(this.value(env))
    }
  }

  object(env: Map<string, JsValue>): { [key: string]: JsValue } {
    this.at++
    const out: { [key: string]: JsValue } = {}
    for (;;) {
      const c = this.peek()
      if (c === '}') {
        this.at++
        return out
      }
      if (c === ',') {
        this.at++
        continue
      }
      if (this.eat('...')) {
        this.value(env)
        continue
      }
      let key: string
      if (c === '"' || c === "'") key = this.string()
      else if (c === '[') {
        this.at++
        key = String(this.value(env))
        this.need(']')
      } else {
        bareKey.lastIndex = this.at
        key = bareKey.exec(this.source)?.[0] ?? ''
        if (key === '') throw notData
        this.at += key.length
      }
      const next = this.peek()
      if (next === '(') {
        this.skipBalanced()
        this.space()
        this.skipBalanced()
        continue
      }
      if (next === ',' || next === '}') {
        if (!forbidden.has(key)) out[key] = env.get(key)
        continue
      }
      this.need(':')
      const v = this.value(env)
      if (!forbidden.has(key)) out[key] = v
    }
  }

  /** `function(a,b){ a.x=1; return {…} }(1,2)`: the arguments are read first, then the body's assignments and its return. */
  call(): JsValue {
    this.eat('(')
    this.space()
    const arrow = !this.source.startsWith('function', this.at)
    if (!arrow) this.at += 8
    this.need('(')
    const names: string[] = []
    while (this.peek() !== ')') {
      const name = this.word()
      if (name === '') throw notData
      names.push(name)
      this.eat(',')
    }
    this.at++
    if (arrow) this.need('=>')
    this.space()
    const body = this.at
    this.skipBalanced()
    this.eat(')')
    const env = new Map<string, JsValue>()
    if (this.eat('(')) {
      for (let n = 0; this.peek() !== ')' && n <= names.length; n++) {
        env.set(names[n] ?? '', this.value(env))
        this.eat(',')
      }
    }
    const after = this.at
    this.at = body + 1
    const result = this.#body(env)
    this.at = Math.max(after, this.at)
    return result
  }

  #body(env: Map<string, JsValue>): JsValue {
    for (let statements = 0; statements < 20_000; statements++) {
      if (this.eat(';')) continue
      if (this.peek() === '}' || this.peek() === '') return undefined
      const word = this.word()
      if (word === 'return') return this.value(env)
      if (word === 'var' || word === 'let' || word === 'const') continue
      if (word === '') throw notData
      this.#assign(word, env)
      this.eat(',')
    }
    return undefined
  }

  #assign(word: string, env: Map<string, JsValue>): void {
    const path: string[] = []
    for (;;) {
      const c = this.peek()
      if (c === '.') {
        this.at++
        path.push(this.word())
      } else if (c === '[') {
        this.at++
        path.push(String(this.value(env)))
        this.need(']')
      } else break
    }
    if (!this.eat('=')) {
      if (this.peek() === '(') this.skipBalanced()
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
    const called = /\s*(?:\(\s*)?(?:function\s*\(|\([\w$,\s]{0,400}\)\s*=>\s*\{)/y
    called.lastIndex = at
    const value = called.test(source) ? reader.call() : reader.value(new Map())
    return { value, end: reader.at }
  } catch {
    return undefined
  }
}
