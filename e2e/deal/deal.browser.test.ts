import { afterAll, beforeAll, expect, test } from 'vitest'
import { storyOfRequest } from '@cartie/shared/endpoints/requests'
import { openDesk, type Desk } from '../browser/desk.ts'
import { word } from '../browser/words.ts'
import { doubles } from '../telegram/checks.ts'
import { playDeal } from './story.ts'

// The story of a deal on the whole of Cartie: the client and one dealer in Telegram, the other dealer and the client's
// choice in a browser on a phone.

const phone = { as: null, width: 390, height: 844 } as const
let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('a wish goes out to partners, comes back as a proposal, and ends with a choice that everybody hears of', async () => {
  const { api, telegram, sql } = desk.cartie
  const stage = { telegram, api, withinMs: 60_000 }
  const deal = await playDeal(stage, {
    async offer(address) {
      const { page } = await desk.visit(new URL(address).pathname, phone)
      const field = (name: string) => page.getByRole('textbox', { name: word(name) })
      await field('offer_car').fill('BMW X5 2020')
      await field('offer_price').fill('39 тис $')
      await field('offer_details').fill('60 тис км, дизель, автомат')
      await field('offer_name').fill('Марина')
      await field('offer_phone').fill('093 111 22 33')
      await page.getByRole('checkbox').check()
      await page.getByRole('button', { name: word('offer_send') }).click()
      await page.getByRole('heading', { name: word('offer_thanks') }).waitFor()
    },
    async choose(address) {
      const { page } = await desk.visit(new URL(address).pathname, phone)
      const card = page.getByRole('article').first()
      expect(await card.innerText()).toMatch(/37.000.\$/)
      // Nothing of the partner, his phone and the margin reaches the client.
      expect(await page.content()).not.toMatch(/Північ|Сергій|222.?33.?44|36.?500/)
      await card.getByRole('button', { name: word('proposal_like') }).click()
      await expect
        .poll(() => card.getByRole('button', { name: word('proposal_like') }).getAttribute('aria-pressed'))
        .toBe('true')
      await card.getByRole('link', { name: word('proposal_choose') }).click()
      await page.getByRole('button', { name: word('proposal_confirm_yes') }).click()
      await page
        .getByRole('heading', { name: /BMW X5/ })
        .first()
        .waitFor()
    },
  })
  const { data } = await api(storyOfRequest, { params: { id: deal.requestId }, query: { limit: 100 } })
  const story = data.map((one) => one.type)
  for (const type of [
    'created',
    'posted',
    'variant_submitted',
    'proposal_sent',
    'proposal_reacted',
    'proposal_accepted',
    'contact_shared',
    'resolved',
  ])
    expect(story).toContain(type)
  expect(doubles(telegram.journal.entries)).toEqual(new Map())
  const odd = () => sql`select state, error from deliveries where state not in ('sent', 'cancelled')`
  await expect.poll(odd, { timeout: 60_000 }).toEqual([])
}, 240_000)
