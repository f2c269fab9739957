import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerProposal, getProposal, revokeProposal } from '@cartie/shared/endpoints/proposals'
import { openDesk, type Desk } from './browser/desk.ts'
import { sentProposal } from './browser/offered-cars.ts'
import { word } from './browser/words.ts'

const phone = { as: null, width: 390, height: 844 } as const

describe('the page of a proposal', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const read = (id: string) => desk.cartie.api(getProposal, { params: { id } })

  test('leads a client whose browser runs no script from reading to a choice', async () => {
    const { proposal, path } = await sentProposal(desk.cartie)
    const [first] = proposal.items
    const { page } = await desk.visit(path, { ...phone, script: false })
    await page.getByRole('heading', { level: 1, name: 'Three cars' }).waitFor()
    const card = page.getByRole('article').first()
    expect(await card.innerText()).toMatch(/15.500.\$/)
    expect(await card.getByText('One owner').isVisible()).toBe(true)
    expect(await card.locator('figure img').count()).toBe(2)

    const like = card.getByRole('button', { name: word('proposal_like') })
    await like.click()
    await page.waitForURL(/#car-/)
    expect(await like.getAttribute('aria-pressed')).toBe('true')
    expect((await read(proposal.id)).items[0]?.reaction).toBe('LIKED')
    await like.click()
    await expect.poll(async () => (await read(proposal.id)).items[0]?.reaction).toBe(null)

    await card.getByText(word('proposal_ask')).click()
    await card.getByLabel(word('proposal_ask_label')).fill('Чи можна в суботу?')
    await card.getByRole('button', { name: word('proposal_ask_send') }).click()
    await card.getByText('Чи можна в суботу?').waitFor()
    await desk.cartie.api(answerProposal, {
      params: { id: proposal.id },
      body: { text: 'Так, з 10:00', itemId: first!.id },
    })
    await page.reload()
    await card.getByText('Так, з 10:00').waitFor()

    await card.getByRole('link', { name: word('proposal_choose') }).click()
    expect((await read(proposal.id)).status).not.toBe('ACCEPTED')
    await page.getByRole('button', { name: word('proposal_confirm_yes') }).click()
    await page
      .getByRole('heading', { name: word('proposal_accepted_title', { name: first!.variant.title }) })
      .waitFor()
    expect(await read(proposal.id)).toMatchObject({ status: 'ACCEPTED', acceptedItemId: first!.id })
    expect(await page.getByRole('link', { name: word('proposal_choose') }).count()).toBe(0)
  })

  test('answers in place with script, asks nobody else, and fits the phone', async () => {
    const { proposal, path } = await sentProposal(desk.cartie)
    const { page, go } = await desk.visit('/login', phone)
    // Views of robots are not counted, and a browser without a window says that it is one.
    await page.context().setExtraHTTPHeaders({ 'user-agent': 'Mozilla/5.0 (iPhone; Mobile) Safari/604.1' })
    const hosts = new Set<string>()
    let documents = 0
    page.on('request', (request) => {
      hosts.add(new URL(request.url()).host)
      if (request.isNavigationRequest()) documents++
    })
    await go(path)
    await expect.poll(async () => (await read(proposal.id)).status).toBe('SEEN')
    const card = page.getByRole('article').nth(1)
    await card.scrollIntoViewIfNeeded()
    const before = await page.evaluate(() => scrollY)
    await card.getByRole('button', { name: word('proposal_like') }).click()
    await expect.poll(async () => (await read(proposal.id)).status).toBe('LIKED')
    await expect
      .poll(() => card.getByRole('button', { name: word('proposal_like') }).getAttribute('aria-pressed'))
      .toBe('true')
    expect(await page.evaluate(() => scrollY)).toBe(before)
    expect(documents).toBe(1)
    const photos = [...hosts].filter((host) => host !== new URL(desk.cartie.url).host)
    expect(photos).toEqual(['photos.example.com'])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

    await card.getByRole('link', { name: word('proposal_choose') }).click()
    const sheet = page.getByRole('dialog')
    await sheet.waitFor()
    await expect.poll(() => sheet.evaluate((e) => e.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    // Whoever leaves the sheet by a key goes on from where they were.
    await page.waitForFunction(() => document.activeElement?.hasAttribute('data-choose'))
    await sheet.waitFor({ state: 'detached' })

    await page.getByText(word('proposal_decline'), { exact: true }).click()
    await page.getByLabel(word('proposal_decline_reason')).fill('Задорого')
    await page.getByRole('button', { name: word('proposal_decline_send') }).click()
    await page.getByRole('heading', { name: word('proposal_declined_title') }).waitFor()
    expect((await read(proposal.id)).status).toBe('DECLINED')
  })

  test('is spoken in the proposal’s language or in the one that its reader chooses, and leaves colleagues theirs', async () => {
    const { path } = await sentProposal(desk.cartie, 'ru')
    const { page } = await desk.visit(path, { ...phone, language: 'en' })
    const choose = (language: 'uk' | 'ru' | 'en') =>
      page.getByRole('link', { name: word('proposal_choose', {}, language) }).first()
    await choose('ru').waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('ru')
    await page.getByRole('link', { name: 'Українська' }).click()
    await choose('uk').waitFor()
    const cookies = await page.context().cookies()
    expect(cookies.find(({ name }) => name === 'cartie_language')?.value).toBe('en')
  })

  test('is light, kept out of searches, and says its cars to machines', async () => {
    const { proposal, path } = await sentProposal(desk.cartie)
    const reply = await fetch(desk.cartie.url + path)
    const html = await reply.text()
    expect(reply.headers.get('x-robots-tag')).toMatch(/noindex/)
    expect(html).toContain('<html lang="uk">')
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)![1]!
    const { '@graph': graph } = JSON.parse(data) as { '@graph': Record<string, unknown>[] }
    expect(graph.map((car) => car.name)).toEqual(proposal.items.map(({ variant }) => variant.title))
    expect(graph[0]).toMatchObject({ '@type': 'Car', offers: { price: 15_500, priceCurrency: 'USD' } })
    const styles = [...html.matchAll(/href="([^"]+\.css)"/g)].map(
      ([, href]) => new URL(href!, desk.cartie.url + path),
    )
    const sizes = await Promise.all(
      styles.map(async (url) => brotliCompressSync(await (await fetch(url)).text()).length),
    )
    const total = brotliCompressSync(html).length + sizes.reduce((sum, size) => sum + size, 0)
    expect(total).toBeLessThan(30_000)
  })

  test('says kindly that it was closed, and nothing of one that never was', async () => {
    const { proposal, path } = await sentProposal(desk.cartie)
    await desk.cartie.api(revokeProposal, { params: { id: proposal.id } })
    const { page, complaints, go } = await desk.visit(path, phone)
    await page.getByRole('heading', { name: word('proposal_revoked_title') }).waitFor()
    expect(await page.getByRole('article').count()).toBe(0)
    await go(`/p/proposal/${'x'.repeat(32)}`)
    await page.getByRole('heading', { name: word('proposal_missing_title') }).waitFor()
    expect(complaints.splice(0).filter((one) => !one.includes('404'))).toEqual([])
  })
})
