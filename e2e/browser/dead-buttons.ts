import type { Locator, Page } from 'playwright-core'

/** How long a click may take to show any effect, in milliseconds. */
const patienceMs = 3000

/**
 * Clicks each enabled button inside `scope` on a fresh state of the page, and returns the names of those that did
 * nothing: no change of the document, address or fields, no request, no download, no dialog. What is already
 * chosen may do nothing. Of buttons that differ only after a colon or in quotes one is clicked; those named in
 * `clicked` are left out, and it is added to.
 */
export async function deadButtons(
  page: Page,
  scope: Locator,
  fresh: () => Promise<void>,
  clicked: Set<string> = new Set(),
): Promise<string[]> {
  const dead: string[] = []
  let effects = 0
  const count = () => void effects++
  for (const name of ['request', 'download', 'filechooser'] as const) page.on(name as 'request', count)
  // What still loads must not pass for an effect of a click.
  const standsStill = async (): Promise<string> => {
    for (let last = '', asked = -1; ;) {
      const now = await fingerprint(page)
      if (now === last && asked === effects) return now
      last = now
      asked = effects
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 60)))
    }
  }
  await fresh()
  await standsStill()
  const names = await buttonNames(scope)
  for (const name of names.filter((n) => !clicked.has(n))) {
    await standsStill()
    let button = await findButton(scope, name)
    if (!button) {
      await fresh()
      await standsStill()
      button = await findButton(scope, name)
    }
    if (!button) continue
    clicked.add(name)
    await button.hover()
    const address = page.url()
    const before = await standsStill()
    const already = effects
    await button.click()
    const until = Date.now() + patienceMs
    const works = async () =>
      effects > already || page.url() !== address || (await fingerprint(page)) !== before
    while (!(await works())) {
      if (Date.now() < until) continue
      dead.push(name)
      break
    }
    await page.keyboard.press('Escape')
    await page.mouse.move(0, 0)
    const isAsBefore = page.url() === address && (await buttonNames(scope)).join('|') === names.join('|')
    if (!isAsBefore) await fresh()
  }
  for (const name of ['request', 'download', 'filechooser'] as const) page.off(name as 'request', count)
  return dead
}

const selector =
  'button:not([disabled]):not([aria-pressed="true"]):not([aria-selected="true"]):not([aria-current]):not([aria-hidden="true"]):not([inert] *)'
const group = (name: string): string => name.replace(/[:«“"].*|[\d\s]+$/su, '').trim() || name

const visible = (scope: Locator): Locator => scope.locator(selector).filter({ visible: true })
const namesIn = async (scope: Locator): Promise<string[]> =>
  (
    await visible(scope).evaluateAll((all) =>
      all.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
    )
  ).map((name) => group(name.replace(/\s+/g, ' ').trim()))

const buttonNames = async (scope: Locator): Promise<string[]> => [...new Set(await namesIn(scope))]

async function findButton(scope: Locator, name: string): Promise<Locator | undefined> {
  const at = (await namesIn(scope)).indexOf(name)
  return at < 0 ? undefined : visible(scope).nth(at)
}

/** The document as a person could notice it: tooltips and what hovering changes are left out. */
async function fingerprint(page: Page): Promise<string> {
  return page
    .evaluate(() => {
      const seen: string[] = [document.documentElement.className]
      const told = ['expanded', 'pressed', 'checked', 'selected', 'current', 'invalid', 'busy', 'valuetext']
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
    })
    .catch(() => 'a page that is being left')
}
