import type { Locator, Page } from 'playwright-core'
import { shownBy, type Stillness } from './stillness.ts'

/** How long a click may take to show any effect, in milliseconds. */
const patienceMs = 10_000

/** A page whose buttons are pressed. */
export interface Pressed {
  page: Page
  stillness: Stillness
  /** Where its buttons are looked for. */
  scope: Locator
  /**
   * Ways to the state in which it was at first, the cheapest first: what one of them shows has to be the same to
   * the letter, or the next is tried. The last begins anew and is always believed.
   */
  ways: readonly (() => Promise<void>)[]
}

/**
 * Clicks each enabled button inside `scope` on a fresh state of the page, and returns the names of those that did
 * nothing: no change of the document, address or fields, no request, no download, no dialog. What is already
 * chosen may do nothing. Of buttons that differ only after a colon or in quotes one is clicked; those named in
 * `clicked` are left out, and it is added to.
 */
export async function deadButtons(pressed: Pressed, clicked: Set<string> = new Set()): Promise<string[]> {
  const { page, scope, ways } = pressed
  const { effects, standsStill } = pressed.stillness
  const dead: string[] = []
  let first = ''
  const begin = async () => {
    await ways.at(-1)!()
    first = await standsStill()
  }
  const fresh = async () => {
    for (const way of ways.slice(0, -1)) {
      const isThere = await way().then(standsStill, () => '')
      if (isThere === first) return
    }
    await begin()
  }
  await begin()
  const names = await buttonNames(scope)
  for (const name of names.filter((n) => !clicked.has(n))) {
    let button = await findButton(scope, name)
    if (!button) {
      await fresh()
      button = await findButton(scope, name)
    }
    if (!button) continue
    clicked.add(name)
    await button.hover()
    const address = page.url()
    // What still loads must not pass for an effect of a click.
    const before = await standsStill()
    const already = effects()
    await button.click()
    const until = Date.now() + patienceMs
    const works = async () =>
      effects() > already || page.url() !== address || (await shownBy(page)) !== before
    while (!(await works())) {
      if (Date.now() < until) continue
      dead.push(name)
      break
    }
    await page.keyboard.press('Escape')
    await page.mouse.move(0, 0)
    await standsStill()
    const isAsBefore = page.url() === address && (await buttonNames(scope)).join('|') === names.join('|')
    // A notice that goes by itself would pass for an effect of the next click.
    if (!isAsBefore || (await page.locator('[data-sonner-toast]').count())) await fresh()
  }
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
