import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type Desk, type Visit } from './browser/desk.ts'
import { word } from './browser/words.ts'

interface Form {
  path: string
  /** The first field is how the row is found again. */
  fields: Record<string, string>
  save: string
  /** Where it is posted to. */
  posts: string
  table: string
  column: string
}
const forms: Record<string, Form> = {
  'a lead': {
    path: '/leads?new=1',
    fields: { leads_field_name: 'Олег Тихий', leads_field_city: 'Ужгород' },
    save: 'leads_create',
    posts: '**/api/v1/leads',
    table: 'leads',
    column: 'name',
  },
  'a car': {
    path: '/inventory?new=1',
    fields: { inventory_field_title: 'Таврія Олега', inventory_field_location: 'Луцьк' },
    save: 'inventory_save',
    posts: '**/api/v1/listings',
    table: 'car_listings',
    column: 'title',
  },
  'a request': {
    path: '/requests?new=1',
    fields: { requests_field_title: 'Авто для Олега', requests_field_notes: 'Лише у вихідні' },
    save: 'requests_create',
    posts: '**/api/v1/requests',
    table: 'b2b_requests',
    column: 'title',
  },
}

describe.each(Object.entries(forms))(
  'the form of %s (U02)',
  (_, { path, fields, save, posts, table, column }) => {
    let desk: Desk
    beforeAll(async () => {
      desk = await openDesk()
    })
    afterAll(() => desk.close())

    const field = ({ page }: Visit, key: string) => page.getByLabel(word(key), { exact: true })
    /** Beside what some fields are called stands that they may be left out. */
    const part = ({ page }: Visit, key: string) => page.getByLabel(new RegExp(`^${word(key)}`)).first()
    const signIn = async (visit: Visit) => {
      await field(visit, 'login_email').fill(desk.cartie.email)
      await field(visit, 'login_password').fill(desk.cartie.password)
      await visit.page.getByRole('button', { name: word('login_submit') }).click()
      await visit.page.waitForURL((url) => url.pathname + url.search === path)
    }
    /** The form in a window that is signed in for itself, filled in; `mark` makes it one of its own. */
    const filled = async (mark: string) => {
      const visit = await desk.visit(`/login?back=${encodeURIComponent(path)}`, { as: null })
      await signIn(visit)
      const said = Object.entries(fields).map(([key, value], i) => [key, i ? value : value + mark] as const)
      for (const [key, value] of said) await part(visit, key).fill(value)
      const stands = async () => {
        for (const [key, value] of said) await expect.poll(() => part(visit, key).inputValue()).toBe(value)
      }
      const rows = async () => {
        const { sql } = desk.cartie
        const found = await sql`select from ${sql(table)} where ${sql(column)} = ${said[0]![1]}`
        return found.length
      }
      return {
        ...visit,
        button: visit.page.getByRole('button', { name: word(save), exact: true }),
        stands,
        rows,
        visit,
      }
    }

    test('saves once, though the first answer is lost and the button is pressed twice; what was typed stands until then', async () => {
      const { page, button, stands, rows, complaints } = await filled(' 1')
      let lost = 0
      await page.route(posts, async (route) => {
        if (route.request().method() !== 'POST' || lost) return route.fallback()
        lost++
        await route.fetch()
        await route.fulfill({ status: 503, contentType: 'text/plain', body: 'gone' })
      })
      await button.click()
      await expect.poll(() => lost).toBe(1)
      await expect.poll(() => button.isEnabled()).toBe(true)
      await stands()
      await button.dblclick()
      await button.waitFor({ state: 'detached' })
      expect(await rows()).toBe(1)
      expect(complaints.splice(0).filter((one) => !one.includes('503'))).toEqual([])
    })

    test('holds what was typed when the session has ended meanwhile, until it is saved after the sign-in', async () => {
      const { page, button, stands, rows, complaints, visit } = await filled(' 2')
      await desk.cartie.sql`delete from sessions`
      // The page may have noticed by itself, and be on its way to the sign-in.
      await button.click({ timeout: 3000 }).catch(() => undefined)
      await page.waitForURL((url) => url.pathname === '/login')
      expect(await rows()).toBe(0)
      await signIn(visit)
      await stands()
      await button.click()
      await button.waitFor({ state: 'detached' })
      expect(await rows()).toBe(1)
      // Who is not signed in is refused, which a browser complains of.
      expect(complaints.splice(0).filter((one) => !one.includes('401'))).toEqual([])
    })
  },
)
