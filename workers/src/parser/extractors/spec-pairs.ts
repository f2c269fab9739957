import type { Evidence } from '../evidence.ts'
import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { addRaw } from '../interpret.ts'
import { labelField } from '../label-field.ts'
import type { PageContext } from '../page-context.ts'
import type { RawField } from '../raw-field.ts'
import { commonBox, inside } from './chunks.ts'
import type { Chunk } from './chunks.ts'

export interface SpecPair {
  field: RawField
  label: string
  value: string
  /** The label's token. */
  token: number
  confidence: number
}

const tabular = new Set(['td', 'th', 'dt', 'dd'])

/** The whole value beside a label: the largest box that holds the value's text but not the label. */
function wholeValue(scan: HtmlScan, label: Chunk, value: Chunk): string {
  let box = value.parent
  if (inside(scan, box, label.token)) return value.text
  for (let n = 0; n < 4; n++) {
    const up = scan.parent[box] as number
    if (up < 0 || inside(scan, up, label.token)) break
    box = up
  }
  const text = scan.text(box, 240)
  return text.length > 0 && text.length <= 160 ? text : value.text
}

/** Whether a form's field stands between two tokens: then the label is the field's. */
function hasInput(scan: HtmlScan, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++)
    if (
      scan.kind[i] === OPEN &&
      (scan.name[i] === 'select' || scan.name[i] === 'input' || scan.name[i] === 'textarea')
    )
      return true
  return false
}

/** Label and value pairs of tables, definition lists, rows of spans and "Label: value" lines. */
export function specPairs(scan: HtmlScan, chunks: readonly Chunk[]): SpecPair[] {
  const out: SpecPair[] = []
  for (let c = 0; c < chunks.length; c++) {
    const chunk = chunks[c] as Chunk
    const { text } = chunk
    if (text.length > 120) continue
    const colon = text.indexOf(':')
    if (colon > 0 && colon < 40 && colon < text.length - 1) {
      const field = labelField(text.slice(0, colon))
      if (field !== undefined)
        out.push({
          field,
          label: text.slice(0, colon),
          value: text.slice(colon + 1).trim(),
          token: chunk.token,
          confidence: 0.72,
        })
      continue
    }
    if (text.length > 48) continue
    const label = /[:：\-–]$/.test(text) ? text.replace(/\s*[:：\-–]$/, '') : text
    const field = labelField(label)
    if (field === undefined) continue
    // Between a label and its value there may be a colon or a mark that stands alone.
    let next = chunks[c + 1]
    if (next && /^[:：\-–*?i|•]$/.test(next.text)) next = chunks[c + 2]
    if (!next) continue
    if (commonBox(scan, chunk.token, next.token, 4) < 0 || hasInput(scan, chunk.token, next.token)) continue
    const isColon = label !== text || chunks[c + 1] !== next
    const inTable =
      tabular.has(scan.name[chunk.parent] as string) ||
      tabular.has(scan.name[scan.parent[chunk.parent] as number] ?? '')
    const value = wholeValue(scan, chunk, next).replace(/^[:：]\s*/, '')
    // Two labels in a row are a menu or a table's head.
    if (!isColon && !inTable && labelField(value) !== undefined && !/\d/.test(value)) continue
    out.push({ field, label, value, token: chunk.token, confidence: isColon || inTable ? 0.8 : 0.72 })
  }
  return out
}

/** Offers the pairs to the evidence; the first of each field is worth the most. */
export function addSpecs(car: Evidence, pairs: readonly SpecPair[], page: PageContext): void {
  const seen = new Map<RawField, number>()
  for (const { field, label, value, confidence } of pairs) {
    if (field === 'id' || field === 'url' || field === 'images' || value === '') continue
    const times = seen.get(field) ?? 0
    seen.set(field, times + 1)
    if (times > 4) continue
    const mil = field === 'mileage' && /^mil(?:tal|:)?$/i.test(label)
    addRaw(
      car,
      field,
      mil && /^[\d\s]+$/.test(value) ? `${value} mil` : value,
      'spec',
      confidence - Math.min(0.3, times * 0.1),
      page,
    )
  }
}
