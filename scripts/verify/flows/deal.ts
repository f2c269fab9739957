import { broadcastRequest, listRequestPosts, previewBroadcast } from '@cartie/shared/endpoints/broadcasts'
import { listBotChannels } from '@cartie/shared/endpoints/bots'
import { resolveRequest, shareContact } from '@cartie/shared/endpoints/deals'
import { createLead, getLead } from '@cartie/shared/endpoints/leads'
import { createListing } from '@cartie/shared/endpoints/listings'
import {
  acceptProposal,
  createProposal,
  getProposal,
  openProposal,
  reactToProposal,
  sendProposal,
} from '@cartie/shared/endpoints/proposals'
import { changeRequestStatus, createRequest, getRequest } from '@cartie/shared/endpoints/requests'
import {
  changeVariantStatus,
  createVariant,
  listVariants,
  sendOffer,
} from '@cartie/shared/endpoints/variants'
import { expect } from '../expect.ts'
import { until, type Flow } from '../flow.ts'
import type { Stage } from '../stage.ts'

const tokenOf = (address: string) => new URL(address).pathname.split('/').at(-1)!

/** Posts the request into a dealers' channel of the test server; false where there is no bot to do it. */
async function broadcast(stage: Stage, id: string): Promise<boolean> {
  const { owner, telegram, bot } = stage
  if (!telegram || !bot) return false
  const { id: creator } = await telegram.newcomer('Ігор', '380671110007')
  const channel = (await telegram.ask('channel', { title: 'Verify dealers', creator })) as { id: number }
  await telegram.ask('promote', { chat: channel.id, member: bot.username })
  const channels = () => owner(listBotChannels, { params: { id: bot.id } })
  await until(stage, 'the bot knows the channel', channels, ({ data }) => data.some((one) => one.canPost))
  const params = { id }
  const { targets, text } = await owner(previewBroadcast, { params })
  expect(!text.includes('380671110008'), 'the post tells the client’s phone')
  const body = { targets: targets.map(({ botId, chatId }) => ({ botId, chatId })) }
  await owner(broadcastRequest, { params, body })
  const posts = () => owner(listRequestPosts, { params })
  const isSent = ({ data }: Awaited<ReturnType<typeof posts>>) =>
    data.length > 0 && data.every((post) => post.deliveryState === 'sent')
  await until(stage, 'the post is in the channel', posts, isSent)
  return true
}

/** A dealer offers a car on the public page, another one comes from the stock; both are approved. */
async function collect(stage: Stage, id: string): Promise<string[]> {
  const { owner } = stage
  const params = { id }
  const { offerUrl } = await owner(getRequest, { params })
  const token = tokenOf(offerUrl)
  const offer = { name: 'Dealer', phone: '093 111 22 33', title: 'BMW X5 2020', price: '39 тис $' }
  await owner(sendOffer, { params: { token }, body: { ...offer, consent: true } })
  const stock = { title: 'BMW X5 2019', make: 'BMW', model: 'X5', year: 2019 }
  const listing = await owner(createListing, {
    body: { ...stock, price: { amount: 37_000, currency: 'USD' } },
  })
  await owner(createVariant, { params, body: { listingId: listing.id } })
  const look = () => owner(listVariants, { params })
  const both = await until(
    stage,
    'both variants are there',
    look,
    ({ data }) => data.length === 2 && data.every((one) => !one.pending),
  )
  for (const { id: variant, version, status } of both.data)
    if (status !== 'APPROVED')
      await owner(changeVariantStatus, { params: { id: variant }, body: { status: 'APPROVED', version } })
  const order = [...both.data].sort((a, b) => (a.source === 'page' ? -1 : b.source === 'page' ? 1 : 0))
  return order.map((one) => one.id)
}

/** The client opens the page, likes the first car and chooses it. */
async function choose(stage: Stage, address: string): Promise<void> {
  const { owner, url, signal } = stage
  const params = { token: tokenOf(address) }
  const page = await fetch(url + new URL(address).pathname, { signal })
  expect(
    page.ok && (await page.text()).includes('BMW X5'),
    `the page of the proposal answered ${page.status}`,
  )
  const { cars, company } = await owner(openProposal, { params })
  expect(company.phone === '+380671234567', 'the page does not show the phone of the company')
  expect(!JSON.stringify(cars).includes('931112233'), 'the page tells the dealer’s phone')
  const itemId = cars[0]!.id
  await owner(reactToProposal, { params, body: { itemId, reaction: 'LIKED' } })
  await owner(acceptProposal, { params, body: { itemId } })
}

export const deal: readonly Flow[] = [
  {
    name: 'request → posts → variants → shortlist → proposal → the client’s choice → won',
    cure: 'the story of the request tells how far it came; are the workers running (queues proposal, delivery)?',
    async play(stage) {
      const { owner } = stage
      const client = { name: 'Deal', phone: '+380671110008' }
      const lead = await owner(createLead, { body: client })
      const text = 'BMW X5 від 2018, дизель, до 45 тис $'
      const { id } = await owner(createRequest, { body: { text, leadId: lead.id } })
      const params = { id }
      const { criteria } = await owner(getRequest, { params })
      expect(criteria.makes[0] === 'BMW' && criteria.yearFrom === 2018, 'the wish was understood wrongly')
      const isPosted = await broadcast(stage, id)
      if (!isPosted) await owner(changeRequestStatus, { params, body: { status: 'PUBLISHED' } })
      const variantIds = await collect(stage, id)
      const proposal = await owner(createProposal, { params, body: { variantIds, margin: { amount: 500 } } })
      await owner(sendProposal, { params: { id: proposal.id }, body: {} })
      expect((await owner(getRequest, { params })).status === 'SHORTLIST', 'the request is no shortlist')
      const look = () => owner(getProposal, { params: { id: proposal.id } })
      const { url } = await look()
      await choose(stage, url)
      await until(stage, 'the choice has arrived', look, ({ status }) => status === 'ACCEPTED')
      const print = () => fetch(`${stage.url}/api/v1/public/proposals/${tokenOf(url)}/proposal.pdf`)
      const pdf = await until(stage, 'the PDF is printed', print, ({ status: told }) => told !== 503)
      expect((await pdf.text()).startsWith('%PDF'), `the PDF answered ${pdf.status}`)
      const chosen = { variantId: variantIds[0]! }
      await owner(shareContact, { params, body: chosen })
      const end = await owner(resolveRequest, { params, body: { outcome: 'WON', ...chosen } })
      expect(end.status === 'WON', `the request is ${end.status}`)
      const { status } = await owner(getLead, { params: { id: lead.id } })
      expect(status === 'WON', `the lead is ${status}`)
      if (!isPosted) return 'without the posts: there is no test server of Telegram to post to'
    },
  },
]
