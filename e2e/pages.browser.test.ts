import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { createPartner } from '@cartie/shared/endpoints/partners'
import { createRequest } from '@cartie/shared/endpoints/requests'
import { openDesk, type Desk } from './browser/desk.ts'
import { carName } from './browser/site.ts'
import { watchStillness } from './browser/stillness.ts'
import { word } from './browser/words.ts'
import { accessFaults } from './crawl/access-faults.ts'
import { furnish, type Furnished } from './crawl/furnish.ts'
import { faultsOf } from './crawl/page-faults.ts'
import { addressOf, parts } from './crawl/pages.ts'
import { settled } from './crawl/settled.ts'

const pages = Object.values(parts).flat()

describe('every page', () => {
  let desk: Desk
  let furnished: Furnished
  beforeAll(async () => {
    desk = await openDesk()
    furnished = await furnish(desk.cartie)
  })
  afterAll(() => desk.close())

  test('is among those that are looked at', () => {
    const routes = fileURLToPath(new URL('../dashboard/src/routes', import.meta.url))
    // The sign-in and what is mailed have their own tests.
    const others = new Set(['/login', '/login/forgot', '/p/email/[token]'])
    const bare = (address: string) => address.split('?')[0]!.replace(/\{\w+\}|\[\w+\]/g, '*')
    const known = new Set(pages.map(bare))
    const missing = readdirSync(routes, { recursive: true, withFileTypes: true })
      .filter((file) => file.name === '+page.svelte')
      .map((file) => file.parentPath.slice(routes.length).replace(/\/\([^)]+\)/g, '') || '/')
      .filter((route) => !others.has(route) && !known.has(bare(route)))
    expect(missing).toEqual([])
  })

  const views = [
    { language: 'uk', theme: 'light', width: 360, height: 740, by: 'its address' },
    { language: 'ru', theme: 'dark', width: 360, height: 740, by: 'a link' },
    { language: 'en', theme: 'dark', width: 1280, height: 800, by: 'a link' },
  ] as const

  test.each(views)(
    'fits $width px in $language and $theme, opened by $by, without a sideways scroll, a missing word, a dead link or a complaint',
    async (view) => {
      const { page, complaints, go, walk } = await desk.visit('/import', view)
      const { standsStill } = watchStillness(page)
      const found: string[] = []
      const links = new Set<string>()
      for (const name of pages) {
        const address = addressOf(name, furnished, view.language)
        await (view.by === 'a link' ? walk(address) : go(address))
        await settled(page)
        await standsStill()
        for (const fault of await faultsOf(page, view)) found.push(`${name}: ${fault}`)
        for (const fault of await accessFaults(page)) found.push(`${name}: ${fault}`)
        for (const complaint of complaints.splice(0)) found.push(`${name}: ${complaint}`)
        for (const link of await linksOf(page)) if (link.startsWith(desk.cartie.url)) links.add(link)
      }
      for (const link of links) {
        const reply = await page.request.get(link, { headers: { accept: 'text/html' } })
        if (!reply.ok()) found.push(`${reply.status()} ${link}`)
      }
      expect(found).toEqual([])
      expect(links.size).toBeGreaterThan(10)
    },
    // All pages, one after the other.
    900_000,
  )

  test('the palette opens by its keys, goes to a section and finds a car', async () => {
    const { page } = await desk.visit('/import')
    await settled(page)
    const input = page.getByPlaceholder(word('palette_placeholder'))
    await page.keyboard.press('Control+k')
    await input.fill(word('nav_settings').slice(0, 6))
    await page.getByRole('option', { name: word('nav_settings') }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/settings$/)
    await page.keyboard.press('Meta+k')
    await input.fill(carName(4))
    await page
      .getByRole('option')
      .filter({ hasText: carName(4) })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await input.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    await input.fill(carName(4))
    await page
      .getByRole('option')
      .filter({ hasText: carName(4) })
      .first()
      .click()
    await page.waitForURL(/\/inventory\?(.*&)?id=/)
  })

  test('the palette finds leads, requests and partners too, and opens them and all that is like them', async () => {
    const { api } = desk.cartie
    const lead = await api(createLead, { body: { name: 'Зоряна Палітренко', phone: '+380671112299' } })
    const request = await api(createRequest, { body: { title: 'Кабріолет для Палітренко' } })
    const partner = await api(createPartner, { body: { name: 'Палітренко Авто' } })
    const { page } = await desk.visit('/settings')
    await settled(page)
    const input = page.getByPlaceholder(word('palette_placeholder'))
    const find = async (option: string) => {
      await page.keyboard.press('Control+k')
      await input.fill('палітренко')
      await page.getByRole('option', { name: option }).click()
    }
    await find('Зоряна Палітренко')
    await page.waitForURL(`**/leads?id=${lead.id}`)
    await find('Кабріолет для Палітренко')
    await page.waitForURL(`**/requests?id=${request.id}`)
    await find('Палітренко Авто')
    await page.waitForURL(`**/partners?id=${partner.id}`)
    await find(word('palette_all_requests', { q: 'палітренко' }))
    await page.waitForURL(/\/requests\?q=/)
    await page.getByText(request.title).first().waitFor()
  })

  test('a language and a theme chosen in the top bar hold after a reload', async () => {
    const { page } = await desk.visit('/settings')
    await settled(page)
    await page.getByRole('button', { name: word('theme'), exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: word('theme_dark') }).click()
    await page.getByRole('button', { name: word('language'), exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: word('nav_settings', {}, 'en') }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: word('nav_settings', {}, 'en') }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await faultsOf(page, { language: 'en', theme: 'dark' })).toEqual([])
  })
})

const linksOf = (page: Page): Promise<string[]> =>
  page
    .locator('a[href]')
    .evaluateAll((links) => links.map((a) => (a as HTMLAnchorElement).href.split('#')[0]!))
