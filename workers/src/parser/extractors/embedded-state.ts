import { decodeEntities } from '../entities.ts'
import { OPEN, TEXT } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { readJson, readJsValue } from './js-literal.ts'
import type { JsValue } from './js-literal.ts'
import { plainJson } from './plain-json.ts'

/** Words that a script with data of a car is sure to hold. */
const telling = /price|mileage|["'\s{,]make["':]|brand|odometer|marka|raceInt|kilomet|firstRegistration|fuel/i
const assignment =
  /(?:^|[;\s{(,])(?:window|self|globalThis|var|let|const|this)[\s.[]{0,9}["']?([\w$.-]{1,90})["']?\]?(?:\s{0,9}[.[]["']?[\w$-]{1,60}["']?\]?){0,9}\s{0,9}=\s{0,9}(?=[{[("'JO!fa-z])/g
const call =
  /(?:\.push|dataLayer|hydrate|render|init\w{0,40}|start|bootstrap|create\w{0,40}|setState|preload\w{0,40}|load\w{0,40}|App|define|register\w{0,40}|data)\s{0,9}\(\s{0,9}(?:["'][\w./:-]{0,80}["']\s{0,9},\s{0,9})?(?=[{[])/gi
const maxScript = 4_000_000

/** `self.__next_f.push([1,"…"])`: the pieces are one text of rows, each `id:json`. */
function flightRows(scripts: string[]): JsValue[] {
  let text = ''
  for (const script of scripts) {
    const at = script.indexOf('[1,')
    if (at < 0) continue
    const piece = readJsValue(script, at + 3)?.value
    if (typeof piece === 'string') text += piece
  }
  const out: JsValue[] = []
  for (const row of text.split('\n')) {
    const colon = row.indexOf(':')
    if (colon < 1 || colon > 8 || row.length < 100 || !telling.test(row)) continue
    const json = row.slice(colon + 1).replace(/^[A-Z](?=[[{])/, '')
    if (json.startsWith('{') || json.startsWith('[')) out.push(readJson(json))
  }
  return out
}

/** Nuxt 3's flat form: a list in which numbers inside of objects and lists point to other members. */
function unflatten(list: JsValue[]): JsValue {
  const done = new Map<number, JsValue>()
  let budget = 200_000
  const revive = (index: number, depth: number): JsValue => {
    if (index < 0 || index >= list.length || depth > 60 || --budget < 0) return undefined
    if (done.has(index)) return done.get(index)
    const v = list[index]
    if (typeof v !== 'object' || v === null) return v
    if (Array.isArray(v)) {
      if (typeof v[0] === 'string') return typeof v[1] === 'number' ? revive(v[1], depth + 1) : undefined
      const out: JsValue[] = []
      done.set(index, out)
      for (const i of v) out.push(typeof i === 'number' ? revive(i, depth + 1) : undefined)
      return out
    }
    const out: { [key: string]: JsValue } = {}
    done.set(index, out)
    for (const [key, i] of Object.entries(v))
      if (key !== '__proto__') out[key] = typeof i === 'number' ? revive(i, depth + 1) : undefined
    return out
  }
  return revive(0, 0)
}

/** The data that a script assigns or passes on. */
function scriptValues(text: string): JsValue[] {
  const out: JsValue[] = []
  let code = text
  for (const pattern of [assignment, call]) {
    let rest = ''
    let from = 0
    pattern.lastIndex = 0
    for (let m = pattern.exec(code), n = 0; m && n < 60; m = pattern.exec(code), n++) {
      const at = pattern.lastIndex
      const plain = plainJson(code, at)
      const found = plain ?? readJsValue(code, at)
      if (!found) continue
      const inner =
        typeof found.value === 'string' && /^\s*[{[]/.test(found.value) ? readJson(found.value) : found.value
      if (typeof inner !== 'object' || inner === null) continue
      out.push(inner)
      pattern.lastIndex = found.end
      if (!plain) continue
      // In JSON nobody calls anything.
      rest += code.slice(from, at)
      from = found.end
    }
    code = rest + code.slice(from)
  }
  return out
}

/** The JSON-like data that a page's scripts and attributes hold, most telling first, read only as far as it is asked for. */
export function* embeddedStates(scan: HtmlScan): Generator<JsValue> {
  const flights: string[] = []
  const scripts: string[] = []
  for (const i of scan.scripts) {
    if (scan.name[i] !== 'script' || scan.kind[i + 1] !== TEXT || scan.parent[i + 1] !== i) continue
    const from = scan.start[i + 1] as number
    const to = scan.end[i + 1] as number
    if (to - from < 60 || to - from > maxScript) continue
    const tag = scan.tag(i)
    if (tag.includes('ld+json')) continue
    if (!scan.html.test(telling, from, to)) continue
    const text = scan.html.slice(from, to)
    if (/type\s*=\s*["']?(?:application|text)\/[\w.+-]*json/i.test(tag) || /^\s*[{[]["[{\d]/.test(text)) {
      const json = readJson(text.trim()) ?? readJson(decodeEntities(text.trim()))
      if (Array.isArray(json) && tag.includes('__NUXT_DATA__')) yield unflatten(json)
      else if (json !== undefined) {
        yield json
        continue
      }
    }
    if (text.includes('__next_f.push')) flights.push(text)
    else scripts.push(text)
  }
  for (const text of scripts) yield* scriptValues(text)
  if (flights.length) yield* flightRows(flights)
  yield* attributeStates(scan)
}

/** Of JSON that begins so in an attribute, its quotes written as entities or its attribute in single quotes. */
const attributeJson = /^[{[](?:&quot;|&#34;|["{[])/
const leastAttribute = 200

function* attributeStates(scan: HtmlScan): Generator<JsValue> {
  let texts: string[] = []
  const take = (_name: number, _nameEnd: number, from: number, to: number): void => {
    if (to - from < leastAttribute || to - from > maxScript) return
    if (!attributeJson.test(scan.html.slice(from, from + 8))) return
    const text = scan.html.slice(from, to)
    if (telling.test(text)) texts.push(text)
  }
  let budget = 40
  for (let i = 0; i < scan.count && budget > 0; i++) {
    if (scan.kind[i] !== OPEN || (scan.end[i] as number) - (scan.start[i] as number) < leastAttribute)
      continue
    texts = []
    scan.eachAttribute(i, take)
    for (const text of texts) if (budget-- > 0) yield readJson(decodeEntities(text))
  }
}
