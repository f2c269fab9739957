import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What keeps people with a reader, a keyboard or weak eyes out of the page as it stands, by all of axe's rules. */
export async function accessFaults(page: Page): Promise<string[]> {
  // The page's policy lets no foreign script in; the browser's own channel does.
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      // Pages stand alone in the window.
      iframes: false,
    })
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map((node) => `${node.target.join(' ')} (${node.any[0]?.message ?? node.failureSummary})`),
    }))
  })
  return found.map(({ id, nodes }) => `${id}: ${nodes.length} × ${nodes.slice(0, 3).join('; ')}`)
}
