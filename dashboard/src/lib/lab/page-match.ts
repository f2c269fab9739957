import type { CarField } from '@cartie/shared/domain/car'
import type { SiteProfileInput } from '@cartie/shared/schemas/site'

export type Rules = SiteProfileInput['rules']
export interface RuleMatch {
  /** The selector is none. */
  invalid: boolean
  count: number
  /** What the first matched element gives, in one line, cut to 200 characters. */
  text: string
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)

/** The page as a document that runs nothing and loads nothing. */
export const documentOf = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

/** What a selector (and attribute) finds in a page. */
export function matchOf(
  page: Document,
  rule: { selector: string; attribute?: string | undefined },
): RuleMatch {
  const found = elementsOf(page, rule.selector)
  if (!found) return { invalid: true, count: 0, text: '' }
  const first = found[0]
  const text =
    first && (rule.attribute ? (first.getAttribute(rule.attribute) ?? '') : (first.textContent ?? ''))
  return { invalid: false, count: found.length, text: line(text ?? '') }
}

function elementsOf(page: Document, selector: string): Element[] | undefined {
  if (!selector.trim()) return []
  try {
    return [...page.querySelectorAll(selector)]
  } catch {
    return undefined
  }
}

/** Elements of a page with their short texts, folded, in the page's order. */
type Texts = { element: Element; text: string }[]
const longestText = 400

function textsOf(page: Document): Texts {
  const texts: Texts = []
  for (const element of page.body.querySelectorAll('*')) {
    if (/^(?:script|style|noscript|template|svg|option)$/i.test(element.tagName)) continue
    const text = element.textContent ?? ''
    // Indented markup is long without saying much: the measure is what is left of it.
    if (text.length < longestText * 10) {
      const folded = line(text).toLowerCase()
      if (folded && folded.length <= longestText) texts.push({ element, text: folded })
    }
  }
  return texts
}

function closest(texts: Texts, wanted: string): Texts[number] | undefined {
  const folded = line(wanted).toLowerCase()
  if (!folded) return undefined
  // Of equal texts the last one is the innermost.
  return texts.reduce<Texts[number] | undefined>(
    (best, next) =>
      next.text.includes(folded) && next.text.length <= (best?.text.length ?? Infinity) ? next : best,
    undefined,
  )
}

/** The element that holds a text most closely: the innermost of those with the shortest text around it. */
export const elementWithText = (page: Document, text: string): Element | undefined =>
  closest(textsOf(page), text)?.element

const escaped = (name: string): string => CSS.escape(name)
/** Classes that a build made, such as `css-1x2y3z`, change with the next one. */
const stable = (name: string): boolean =>
  name.length < 40 && !/\d{3,}|^css-|__?[a-z0-9]{5,}$|[A-Z][a-z0-9]+[A-Z0-9]{2,}/.test(name)

/** A short selector for an element that matches it and nothing before it; stable names are preferred. */
export function selectorOf(page: Document, element: Element): string {
  const path: string[] = []
  for (let at: Element | null = element; at && at !== page.body; at = at.parentElement) {
    for (const step of stepsOf(at)) {
      const selector = [step, ...path].join(' > ')
      if (page.querySelectorAll(selector).length === 1) return selector
    }
    path.unshift(stepsOf(at).at(-1) ?? at.tagName.toLowerCase())
  }
  return ['body', ...path].join(' > ')
}

function stepsOf(element: Element): string[] {
  const tag = element.tagName.toLowerCase()
  const steps: string[] = []
  if (element.id && stable(element.id)) steps.push(`#${escaped(element.id)}`)
  for (const name of ['itemprop', 'data-testid', 'data-test', 'data-qa', 'data-field', 'name']) {
    const value = element.getAttribute(name)
    if (value && value.length < 60) steps.push(`[${name}="${escaped(value)}"]`)
  }
  const classes = [...element.classList].filter(stable)
  for (const name of classes) steps.push(`${tag}.${escaped(name)}`)
  const twins = [...(element.parentElement?.children ?? [])].filter(
    (twin) => twin.tagName === element.tagName,
  )
  const base = classes[0] ? `${tag}.${escaped(classes[0])}` : tag
  steps.push(twins.length > 1 ? `${tag}:nth-of-type(${twins.indexOf(element) + 1})` : base)
  return steps
}

/** The field's own hue, in degrees, far from its neighbours'. */
export const hueOf = (at: number): number => Math.round((at * 137.5) % 360)

export interface PageMark {
  field: CarField | 'card'
  /** The rule's selector; empty where general rules found the value. */
  selector: string
  /** What the value was read from, to find its element where no selector says it. */
  raw: string
  label: string
  hue: number
}

/**
 * The page for a frame without scripts: what the rules match now, and where else a value was read, is outlined
 * in its field's colour and named. The server has taken out all that runs; a policy of its own forbids the rest.
 */
export function framedPage(html: string, marks: readonly PageMark[]): string {
  const page = documentOf(html)
  const texts = textsOf(page)
  const styles: string[] = []
  for (const mark of marks) {
    for (const element of markedBy(page, texts, mark)) {
      const before = element.getAttribute('data-cartie-label')
      element.setAttribute('data-cartie-label', before ? `${before}, ${mark.label}` : mark.label)
      if (!before) element.setAttribute('data-cartie-mark', mark.field)
    }
    const colour = `hsl(${mark.hue} 75% 36%)`
    const at = `[data-cartie-mark="${mark.field}"]`
    styles.push(
      `${at}{outline:${mark.selector ? '3px solid' : '2px dashed'} ${colour}!important;outline-offset:2px;position:relative}`,
      `${at}::after{content:attr(data-cartie-label);position:absolute;left:0;top:100%;z-index:9;background:${colour};color:#fff;font:600 11px/1.5 system-ui,sans-serif;padding:0 4px;white-space:nowrap;letter-spacing:0}`,
    )
  }
  const policy = page.createElement('meta')
  policy.setAttribute('http-equiv', 'Content-Security-Policy')
  policy.setAttribute(
    'content',
    `default-src 'none'; img-src https: data: ${location.origin}; style-src 'unsafe-inline'`,
  )
  page.head.prepend(policy)
  const style = page.createElement('style')
  style.textContent = `html{font:15px/1.5 system-ui,sans-serif;background:#fff;color:#222}body{padding:12px;padding-bottom:24px}img{max-width:100%;max-height:320px;width:auto;height:auto}svg{max-width:48px;max-height:48px}a,button,form,input,select,textarea{pointer-events:none}${styles.join('')}`
  page.head.append(style)
  return `<!doctype html>${page.documentElement.outerHTML}`
}

function markedBy(page: Document, texts: Texts, { field, selector, raw }: PageMark): Element[] {
  if (selector)
    return (elementsOf(page, selector) ?? []).slice(0, field === 'card' || field === 'images' ? 60 : 1)
  if (raw.length < 2) return []
  if (field === 'images')
    return [...page.images].filter((image) => image.getAttribute('src') === raw).slice(0, 1)
  const found = closest(texts, raw)
  // A long text around a short value only holds it by chance.
  return found && found.text.length <= raw.length * 3 + 40 ? [found.element] : []
}
