import type { Page } from 'playwright-core'

/** Waits until the page shows what it has instead of its skeleton. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main').locator('h1, h2, form').filter({ visible: true }).first().waitFor()
  await page.locator('main [role=status][aria-label]').first().waitFor({ state: 'detached' })
}
