import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  askAboutProposal,
  getProposal,
  openProposal,
  reactToProposal,
  updateProposal,
} from '@cartie/shared/endpoints/proposals'
import { openDesk, type Desk } from './browser/desk.ts'
import { draftProposal, sentProposal } from './browser/offered-cars.ts'
import { word } from './browser/words.ts'

describe('the builder of a proposal', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const read = (id: string) => desk.cartie.api(getProposal, { params: { id } })
  const tokenOf = (url: string) => url.split('/').at(-1)!
  const preview = (page: Page) => page.getByRole('group', { name: word('proposals_preview') })
  const cards = (page: Page) => page.getByRole('list', { name: word('proposals_items') }).locator('> li')
  const saved = (page: Page) => page.getByText(word('proposals_saved'), { exact: true }).waitFor()

  test('saves by itself what is changed, and shows it at once as the client will see it', async () => {
    const { proposal } = await draftProposal(desk.cartie)
    const { page } = await desk.visit('/proposals')
    await page.getByRole('button', { name: new RegExp(proposal.code) }).click()
    const first = cards(page).first()
    await preview(page)
      .getByText(/15.500.\$/)
      .first()
      .waitFor()
    await first.getByLabel(word('proposals_item_margin'), { exact: true }).fill('900')
    await page.keyboard.press('Tab')
    await preview(page)
      .getByText(/15.900.\$/)
      .first()
      .waitFor()
    await first
      .getByRole('button', { name: word('proposals_item_down', { name: 'Skoda Octavia 2.0 TDI' }) })
      .click()
    await expect.poll(() => cards(page).first().innerText()).toContain('Skoda Superb')
    await first.getByRole('button', { name: word('proposals_photo_in', { index: 1, place: 1 }) }).click()
    await page.getByLabel(word('proposals_field_title'), { exact: true }).fill('Три авто для вас')
    await preview(page).getByText('Три авто для вас').waitFor()
    await saved(page)
    const now = await read(proposal.id)
    expect(now.title).toBe('Три авто для вас')
    expect(now.items.map(({ variant }) => variant.title)).toEqual([
      'Skoda Superb Combi',
      'Skoda Octavia 2.0 TDI',
      'Volkswagen Passat B8',
    ])
    expect(now.items[1]).toMatchObject({ margin: { amount: 900 }, price: { amount: 15_900 } })
    expect(now.items[0]!.photos).toEqual(now.items[0]!.variant.photos.slice(1))
  })

  test('tells before it sends what goes out, and closes the page with a way back', async () => {
    const { proposal } = await draftProposal(desk.cartie)
    const { page } = await desk.visit(`/proposals/${proposal.id}`)
    await page.getByRole('button', { name: word('proposals_send') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(word('proposals_send_page_new')).waitFor()
    await dialog.getByText(word('proposals_send_no_telegram')).waitFor()
    expect((await read(proposal.id)).version).toBe(0)
    await dialog.getByRole('button', { name: word('proposals_send_go'), exact: true }).click()
    await page.getByText(word('proposals_status_sent'), { exact: true }).waitFor()
    expect(await read(proposal.id)).toMatchObject({ status: 'SENT', version: 1, changed: false })

    await page.getByRole('button', { name: word('proposals_more') }).click()
    await page.getByRole('menuitem', { name: word('proposals_revoke') }).click()
    await page.getByText(word('proposals_status_revoked'), { exact: true }).waitFor()
    await page.getByRole('button', { name: word('undo') }).click()
    await page.getByText(word('proposals_status_sent'), { exact: true }).waitFor()
    expect((await read(proposal.id)).status).toBe('SENT')
  })

  test('lets nobody write over a colleague unasked', async () => {
    const { proposal } = await draftProposal(desk.cartie)
    const { page, complaints } = await desk.visit(`/proposals/${proposal.id}`)
    const title = page.getByLabel(word('proposals_field_title'), { exact: true })
    await title.waitFor()
    // The page hears of nothing while a colleague saves.
    await page.context().setOffline(true)
    await desk.cartie.api(updateProposal, { params: { id: proposal.id }, body: { title: 'Theirs' } })
    await title.fill('Mine')
    await page.getByText(word('proposals_save_failed_text')).waitFor()
    // It is sent again as soon as there is a way.
    await page.context().setOffline(false)
    await page.getByText(word('proposals_conflict')).waitFor()
    expect((await read(proposal.id)).title).toBe('Theirs')
    await page.getByRole('button', { name: word('proposals_conflict_keep') }).click()
    await saved(page)
    expect((await read(proposal.id)).title).toBe('Mine')
    complaints.splice(0)
  })

  test('offers no way back where it would take from the client what they have seen and chosen', async () => {
    const { proposal } = await sentProposal(desk.cartie)
    const params = { token: tokenOf(proposal.url) }
    const [first] = proposal.items
    await desk.cartie.api(reactToProposal, { params, body: { itemId: first!.id, reaction: 'LIKED' } })
    const { page } = await desk.visit(`/proposals/${proposal.id}`)
    await page.getByText(word('proposals_status_liked'), { exact: true }).waitFor()
    await page.getByRole('button', { name: word('proposals_more') }).click()
    await page.getByRole('menuitem', { name: word('proposals_revoke') }).click()
    await page.getByText(word('proposals_revoked_done')).waitFor()
    expect(await page.getByRole('button', { name: word('undo') }).count()).toBe(0)
  })

  test('is not left with changes that are not saved, unless its writer says so', async () => {
    const { proposal } = await draftProposal(desk.cartie)
    const { page, complaints } = await desk.visit('/proposals')
    await page.getByRole('button', { name: new RegExp(proposal.code) }).click()
    const title = page.getByLabel(word('proposals_field_title'), { exact: true })
    await title.fill('Saved on leaving')
    await page.getByRole('link', { name: word('proposals_back') }).click()
    await page.waitForURL(/\/proposals$/)
    await page.getByText('Saved on leaving').waitFor()
    expect((await read(proposal.id)).title).toBe('Saved on leaving')

    await page.getByRole('button', { name: new RegExp(proposal.code) }).click()
    await title.waitFor()
    await page.context().setOffline(true)
    await title.fill('Mine')
    await page.getByRole('link', { name: word('proposals_back') }).click()
    await page.getByRole('button', { name: word('proposals_leave_stay') }).click()
    expect(await title.inputValue()).toBe('Mine')
    await page.context().setOffline(false)
    await saved(page)
    expect((await read(proposal.id)).title).toBe('Mine')
    complaints.splice(0)
  })

  test('an answer that was late shows nothing older than what was saved meanwhile', async () => {
    const { proposal } = await sentProposal(desk.cartie)
    const params = { token: tokenOf(proposal.url) }
    const { page } = await desk.visit(`/proposals/${proposal.id}`)
    const title = page.getByLabel(word('proposals_field_title'), { exact: true })
    await title.waitFor()
    await page.getByText(word('live_live')).first().waitFor()
    const late = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    let asked = 0
    await page.route(`**/api/v1/proposals/${proposal.id}`, async (route) => {
      if (route.request().method() !== 'GET' || ++asked > 1) return route.continue()
      const response = await route.fetch()
      held.resolve()
      await late.promise
      await route.fulfill({ response })
    })
    const answer = () =>
      page.waitForResponse((reply) => reply.request().method() === 'GET' && reply.url().endsWith(proposal.id))
    const [first] = proposal.items
    await desk.cartie.api(reactToProposal, { params, body: { itemId: first!.id, reaction: 'LIKED' } })
    await held.promise
    const newer = answer()
    await title.fill('Newer')
    await (await newer).finished()
    await saved(page)
    const older = answer()
    late.resolve()
    await (await older).finished()
    await page.getByRole('tab', { name: word('proposals_tab_history') }).click()
    await page.getByRole('tab', { name: word('proposals_tab_compose') }).click()
    expect(await title.inputValue()).toBe('Newer')
  })

  test('hears the client while they speak, and answers on their page', async () => {
    const { proposal } = await sentProposal(desk.cartie)
    const token = tokenOf(proposal.url)
    const [first] = proposal.items
    const { page } = await desk.visit(`/proposals/${proposal.id}?tab=client`)
    await page.getByText(word('proposals_questions_none')).waitFor()
    const { api } = desk.cartie
    await api(reactToProposal, { params: { token }, body: { itemId: first!.id, reaction: 'LIKED' } })
    await page.getByText(word('proposals_reaction_liked')).waitFor()
    await api(askAboutProposal, { params: { token }, body: { text: 'Чи торг?', itemId: first!.id } })
    await page.getByText('Чи торг?').waitFor()
    await page.getByLabel(word('proposals_answer'), { exact: true }).fill('Трохи')
    await page.getByRole('button', { name: word('proposals_answer_send') }).click()
    await page.getByText(word('proposals_answer_done')).waitFor()
    const open = await api(openProposal, { params: { token } })
    expect(open.questions.map(({ from, text, itemId }) => [from, text, itemId])).toEqual([
      ['client', 'Чи торг?', first!.id],
      ['company', 'Трохи', first!.id],
    ])
    await page.getByRole('tab', { name: word('proposals_tab_history') }).click()
    await page.getByText(word('proposals_line_liked', { name: first!.variant.title })).waitFor()
  })

  test('the list is filtered by state and found by words', async () => {
    const { proposal: draft } = await draftProposal(desk.cartie)
    const { proposal: sent } = await sentProposal(desk.cartie)
    const { page } = await desk.visit('/proposals?status=SENT')
    const row = (code: string) => page.getByRole('button', { name: new RegExp(code) })
    await row(sent.code).waitFor()
    expect(await row(draft.code).count()).toBe(0)
    await page.getByLabel(word('proposals_search_label')).fill('zzzz')
    await page.getByText(word('proposals_nothing_title')).waitFor()
    await page.getByRole('button', { name: word('proposals_clear') }).click()
    await row(draft.code).waitFor()
  })
})
