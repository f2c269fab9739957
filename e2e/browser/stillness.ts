import type { Page, Request } from 'playwright-core'

/** How long a page may go on asking and changing, and how long it has to stay the same; in milliseconds. */
const patienceMs = 20_000
const quietMs = 60

/** Listens to what a page asks for, to tell when it has come to rest. */
export interface Stillness {
  /** How many requests, downloads and file pickers there were so far. */
  effects: () => number
  /**
   * Waits until the page asks for nothing and shows the same for a moment; returns what it shows. Throws when it
   * doesn't come to rest.
   */
  standsStill: () => Promise<string>
}

/** Listens to a page from now on. */
export function watchStillness(page: Page): Stillness {
  let effects = 0
  const asked = new Set<Request>()
  page.on('request', (request) => {
    effects++
    // What a page that is being left asked for is never answered; a live stream never ends.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked.clear()
    if (request.resourceType() !== 'eventsource') asked.add(request)
  })
  page.on('requestfinished', (request) => void asked.delete(request))
  page.on('requestfailed', (request) => void asked.delete(request))
  page.on('download', () => void effects++)
  page.on('filechooser', () => void effects++)
  return {
    effects: () => effects,
    async standsStill() {
      for (const end = Date.now() + patienceMs; Date.now() < end;) {
        const before = effects
        const seen = await look(page, quietMs)
        if (seen !== null && before === effects && !asked.size) return seen
      }
      const left = [...asked].map((request) => request.url()).join(' ') || 'nothing'
      throw new Error(`${page.url()} does not come to rest; it waits for ${left}`)
    },
  }
}

/** What the page shows now. */
export const shownBy = async (page: Page): Promise<string> =>
  (await look(page, 0)) ?? 'a page that is being left'

/**
 * The document as a person could notice it: tooltips and what hovering changes are left out. Null where it changed
 * within that time, or is being left.
 */
const look = (page: Page, forMs: number): Promise<string | null> =>
  page
    .evaluate(async (ms) => {
      const told = ['expanded', 'pressed', 'checked', 'selected', 'current', 'invalid', 'busy', 'valuetext']
      const fingerprint = () => {
        const seen: string[] = [document.documentElement.className]
        const walk = (node: Node): void => {
          if (node instanceof Text) seen.push(node.data)
          if (!(node instanceof Element) || node.matches('[data-tooltip-content], script, style')) return
          seen.push(node.tagName, node.getAttribute('role') ?? '', node.getAttribute('class') ?? '')
          for (const name of told) seen.push(node.getAttribute(`aria-${name}`) ?? '')
          if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) {
            seen.push(node.type, node.value)
          }
          node.childNodes.forEach(walk)
        }
        walk(document.body)
        return seen.join('\n')
      }
      const seen = fingerprint()
      if (!ms) return seen
      await new Promise((resolve) => setTimeout(resolve, ms))
      return fingerprint() === seen ? seen : null
    }, forMs)
    .catch(() => null)
