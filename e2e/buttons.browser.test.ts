import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deadButtons } from './browser/dead-buttons.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { watchStillness } from './browser/stillness.ts'
import { word } from './browser/words.ts'
import { furnish, type Furnished } from './crawl/furnish.ts'
import { faultsOf } from './crawl/page-faults.ts'
import { addressOf, parts } from './crawl/pages.ts'
import { settled } from './crawl/settled.ts'

describe('the buttons of every page', () => {
  let desk: Desk
  let furnished: Furnished
  beforeAll(async () => {
    desk = await openDesk()
    furnished = await furnish(desk.cartie)
  })
  afterAll(() => desk.close())

  test.each(Object.entries(parts))(
    'no button of %s is dead',
    async (part, pages) => {
      const { page, go, complaints, ...visit } = await desk.visit('/import')
      // Who has written something is asked before they leave, so the walk ends nowhere.
      const walk = (path: string) => visit.walk(path, 3000)
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      const scope = page.locator(part.includes('frame') ? 'body' : 'main, [role=dialog]')
      const stillness = watchStillness(page)
      const clicked = new Set<string>()
      const dead: string[] = []
      for (const name of pages) {
        const address = addressOf(name, furnished)
        const by = (way: typeof go) => async () => {
          await way(address)
          await settled(page)
          if (name === '/lab') await readInLab(page, desk.cartie.site.car(1))
        }
        // A page that is left and opened again has forgotten what was done in it.
        const elsewhere = async () => {
          await walk(name.startsWith('/deliveries') ? '/lab' : '/deliveries')
          await by(walk)()
        }
        // The lab shows how long it read, which is never the same.
        const ways = name === '/lab' ? [by(go)] : [by(walk), elsewhere, by(go)]
        for (const button of await deadButtons({ page, stillness, scope, ways }, clicked))
          dead.push(`${name}: ${button}`)
        dead.push(...complaints.splice(0).map((complaint) => `${name}: ${complaint}`))
      }
      expect(dead).toEqual([])
      expect(clicked.size).toBeGreaterThan(1)
      // An editor has many buttons, and each is pressed on a page of its own.
    },
    900_000,
  )

  test.each(['360 × 740', '1280 × 800'])('the sign-in fits %s, and no button of it is dead', async (size) => {
    const [width, height] = size.split(' × ').map(Number)
    const { page } = await desk.visit('/login', { as: null, width: width!, height: height! })
    await page.getByRole('button', { name: word('login_submit') }).waitFor()
    expect(await faultsOf(page, { language: 'uk', theme: 'light' })).toEqual([])
    const fresh = async () => {
      // A page that is still changing its language would write its own choice over this one.
      await page.goto('about:blank')
      await page.context().addCookies([{ name: 'cartie_language', value: 'uk', url: desk.cartie.url }])
      await page.goto(`${desk.cartie.url}/login`)
      await page.getByRole('button', { name: word('login_submit') }).waitFor()
    }
    expect(await deadButtons(pressed(page, fresh))).toEqual([])
  })

  test('these checks notice a dead button, a page too wide, a bare key and a foreign word', async () => {
    const { page } = await desk.visit('/login', { as: null, language: 'en' })
    const spoil = () =>
      page.locator('main').evaluate((main) => {
        const button = Object.assign(document.createElement('button'), { textContent: 'Nothing' })
        const text = Object.assign(document.createElement('p'), { textContent: 'login_title Вхід' })
        text.style.width = '3000px'
        main.prepend(button, text)
      })
    // It can be pressed only when the page has come alive.
    await page.getByRole('button', { name: word('login_submit', {}, 'en') }).click({ trial: true })
    await spoil()
    const faults = (await faultsOf(page, { language: 'en', theme: 'dark' })).join('\n')
    for (const part of ['wide in 1280', 'login_title', 'not in en', 'not dark'])
      expect(faults).toContain(part)
    const clicked = new Set([
      word('login_submit', {}, 'en'),
      word('login_show', {}, 'en'),
      'English',
      'Русский',
      'Українська',
    ])
    expect(
      await deadButtons(
        pressed(page, () => Promise.resolve()),
        clicked,
      ),
    ).toEqual(['Nothing'])
  })
})

const pressed = (page: Page, way: () => Promise<void>) => ({
  page,
  stillness: watchStillness(page),
  scope: page.locator('main'),
  ways: [way],
})

/** Reads a page in the lab, so that it has something to be worked on. */
async function readInLab(page: Page, url: string): Promise<void> {
  await page.getByLabel(word('lab_url'), { exact: true }).fill(url)
  await page.getByRole('button', { name: word('lab_read') }).click()
  await page.getByText(word('lab_kind_listing')).waitFor({ timeout: 30_000 })
}
