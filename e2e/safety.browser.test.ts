import { randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listListings } from '@cartie/shared/endpoints/listings'
import { openDesk, type Desk } from './browser/desk.ts'
import { carPage } from './browser/site.ts'
import { word } from './browser/words.ts'

const attack =
  '<img src=x onerror="window.__xss=1"><script>window.__xss=2</script><svg onload="window.__xss=3"></svg>"><a href="javascript:window.__xss=4">go</a>'

describe('safety', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('what a hostile page or post says is shown as text and never runs', async () => {
    const { api, parse, site } = desk.cartie
    site.put('/car/666', {
      body: carPage(666, { title: `Skoda Octavia 2016 ${attack}`, description: attack }),
    })
    const page1 = await parse({ urls: [site.car(666)], sourceLabel: `x ${attack}`.slice(0, 90) })
    const posts = await parse({
      texts: [`Skoda Fabia 2012, ціна 5200 $, пробіг 150 тис. км, Київ\n${attack}`],
      autoSave: false,
    })
    const [car] = (await api(listListings, { query: { q: 'octavia', limit: 5 } })).data
    expect(car).toBeDefined()
    const { page, go } = await desk.visit('/import')
    const ran = () => page.evaluate(() => (window as { __xss?: number }).__xss)
    const links = () =>
      page
        .locator('a[href]')
        .evaluateAll((all) => all.filter((a) => /^\s*javascript:/i.test(a.getAttribute('href')!)).length)
    for (const path of [
      '/import',
      `/import/${page1.id}`,
      `/import/${posts.id}`,
      '/inventory',
      `/inventory/${car!.id}`,
    ]) {
      await go(path)
      await page
        .getByText(/Octavia|Fabia|x </)
        .first()
        .waitFor()
      if (path.startsWith('/import/')) {
        await page
          .getByRole('list', { name: word('items_label') })
          .getByRole('button')
          .first()
          .click()
        await page.getByText('onerror').first().waitFor()
      }
      expect(await ran(), path).toBeUndefined()
      expect(await links(), path).toBe(0)
    }
  })

  test('a page in the lab is shown without its scripts', async () => {
    const { site } = desk.cartie
    site.put('/car/667', {
      body: carPage(667).replace(
        '</body>',
        '<p id="mark">Hello there</p><img src=x onerror="parent.__xss=1;top.__xss=1"><script>top.__xss=2</script></body>',
      ),
    })
    const { page, complaints } = await desk.visit('/lab')
    await page.getByLabel(word('lab_url'), { exact: true }).fill(site.car(667))
    await page.getByRole('button', { name: word('lab_read') }).click()
    await page.frameLocator('iframe').getByText('Hello there').waitFor({ timeout: 30_000 })
    expect(await page.evaluate(() => (window as { __xss?: number }).__xss)).toBeUndefined()
    // The frame's policy refuses the picture that would have run it, and the browser says so.
    expect(complaints.filter((line) => !line.includes('about:srcdoc'))).toEqual([])
    complaints.length = 0
  })

  test('a viewer reads the inventory and is offered nothing that writes', async () => {
    const { api, parse, site } = desk.cartie
    await parse({ urls: [site.car(1)] })
    const viewer = await addViewer(desk)
    const { page, go } = await desk.visit('/inventory', { as: viewer })
    await page.getByRole('grid').getByRole('link').first().waitFor()
    await absent(page, ['inventory_add'])
    await page.getByRole('button', { name: word('inventory_more_actions') }).click()
    await page.getByRole('menuitem', { name: word('inventory_export_csv') }).waitFor()
    expect(await page.getByRole('menuitem', { name: word('inventory_import_csv') }).count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('grid').getByRole('checkbox').nth(1).check()
    await absent(page, ['inventory_bulk_status', 'inventory_bulk_delete'])

    const [car] = (await api(listListings, { query: { limit: 1 } })).data
    await go(`/inventory/${car!.id}`)
    const details = page.getByRole('complementary', { name: word('inventory_detail_label') })
    await details.getByRole('heading', { level: 2 }).first().waitFor()
    await absent(page, ['inventory_edit', 'inventory_delete'])
    expect(await details.getByLabel(word('inventory_field_status')).isDisabled()).toBe(true)

    await go('/inventory?new=1')
    await page.getByRole('grid').getByRole('link').first().waitFor()
    await absent(page, ['inventory_save'])
    for (const path of ['/import', '/lab']) {
      await go(path)
      await page.getByText(word('error_forbidden_title')).waitFor()
      await absent(page, ['import_start', 'samples_try', 'samples_remove', 'lab_read'])
    }
    await go('/settings')
    await page.getByRole('heading', { level: 1, name: word('nav_settings') }).waitFor()
    await absent(page, ['keys_create', 'settings_save'])
  })
})

/** None of these buttons is there. */
async function absent(page: Page, keys: string[]): Promise<void> {
  for (const key of keys) {
    expect(await page.getByRole('button', { name: word(key), exact: true }).count(), key).toBe(0)
  }
}

async function addViewer({ cartie }: Desk): Promise<{ email: string; password: string }> {
  const viewer = { email: 'viewer@example.com', password: randomUUID() }
  const hash = await hashPassword(viewer.password)
  await cartie.sql`
    with person as (
      insert into users (name, email, email_verified) values ('Глядач', ${viewer.email}, true) returning id
    ), login as (
      insert into accounts (user_id, account_id, provider_id, password)
      select id, id::text, 'credential', ${hash} from person
    )
    insert into members (workspace_id, user_id, role)
    select w.id, p.id, 'VIEWER' from workspaces w, person p`
  return viewer
}
