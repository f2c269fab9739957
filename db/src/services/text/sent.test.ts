import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { plainText, telegramLength } from '@cartie/shared/domain/telegram-text'
import { tidyHtml } from '@cartie/shared/scenario/html'
import { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { ListingPatch } from '@cartie/shared/schemas/listing'
import { textKeys, textKinds, type TextKey } from '@cartie/shared/texts/registry'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testSecrets } from '../../testing/test-bot.ts'
import { testRequest } from '../../testing/test-request.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { advancePosts } from '../broadcast/advance.ts'
import { postRequestsByRule } from '../broadcast/post-by-rule.ts'
import { advanceCarPosts } from '../car-post/advance.ts'
import { claimLane } from '../delivery/claim-lane.ts'
import { endSending } from '../delivery/end-sending.ts'
import { createIntegration } from '../integration/create.ts'
import { createListing } from '../listing/create.ts'
import { updateListing } from '../listing/update.ts'
import { acceptProposal } from '../proposal/accept.ts'
import { answerProposal } from '../proposal/answer.ts'
import { sentOf, testDeal, testProposal } from '../proposal/testing/test-deal.ts'
import { changeRequestStatus } from '../request/change-status.ts'
import { resolveRequest } from '../request/resolve.ts'
import { shareContact } from '../request/share-contact.ts'
import { changeVariantStatus } from '../variant/change-status.ts'
import { changeText } from './change.ts'

// Everything that Cartie says outside is said once in a workspace with its own texts, and once in one without.

let on: TestWorkspaces
let own: Map<string, string[]>
let builtIn: string[]
let others: string[]
const hostile = '<b>&{{x}}{code} BMW'
const marked = (key: TextKey) => `★${key}★`

beforeAll(async () => {
  on = await testWorkspaces()
  const [ctx, other] = [await on.workspace(), await on.workspace()]
  for (const key of textKeys) {
    const shown = Object.keys(textKinds[key].variables).map((name) => `${name}: <i>{${name}}</i>`)
    const text = [`<b>${marked(key)}</b>`, ...shown].join('\n')
    await changeText(ctx, key, { uk: text, ru: text, en: text })
  }
  for (const one of [ctx, other]) {
    await postCars(one)
    await postRequests(one)
    await talkOfDeals(one)
  }
  const texts = await saidOutside(ctx)
  own = new Map(textKeys.map((key) => [key, texts.filter((text) => text.includes(marked(key)))]))
  others = await saidOutside(other)
  builtIn = texts.filter((text) => !text.includes('★'))
}, 120_000)
afterAll(() => on.close())

test.each(textKeys)(
  '%s is sent in the workspace’s own words, and what stands in cars and wishes is safe there',
  (key) => {
    const texts = own.get(key)!
    expect(texts).not.toEqual([])
    for (const text of texts) {
      expect(tidyHtml(text)).toBe(text)
      expect(text.replaceAll('{{x}}{code}', '')).not.toMatch(/[{}]/)
      expect(telegramLength(text)).toBeLessThanOrEqual(textKinds[key].limit)
      expect(text).toContain(`<b>${marked(key)}</b>`)
      // A variable that is not known takes its line along.
      expect(text).not.toMatch(/<i>\s*<\/i>/)
    }
  },
)

test('nothing built in is said where a workspace wrote it all', () => {
  expect(builtIn).toEqual([])
})

test('what a person wrote is shown letter by letter', () => {
  for (const key of ['car_post', 'proposal_car', 'deal_won', 'offer_rejected', 'contact_seller'] as const)
    expect(plainText(own.get(key)!.join('\n'))).toContain(hostile)
})

test('a workspace without own texts says the built-in ones, and none of another', () => {
  expect(others.length).toBeGreaterThan(textKeys.length)
  expect(others.filter((text) => text.includes('★'))).toEqual([])
  expect(others).toContainEqual(expect.stringMatching(/^✅ <b>Sold<\/b>\n<s>&lt;b&gt;&amp;\{\{x\}\}/))
  expect(others).toContainEqual(expect.stringContaining('Вітаємо з вибором!'))
})

/** Texts of deliveries to everybody but colleagues, who read Cartie's own words. */
async function saidOutside(ctx: Context): Promise<string[]> {
  return (await sentOf(ctx)).flatMap(({ lane, request }) => {
    const { text, caption } = request.params as { text?: string; caption?: string }
    return lane.endsWith(':-100900') ? [] : (text ?? caption ?? [])
  })
}

async function connect(ctx: Context, chatId: string, rule: Record<string, unknown>) {
  const botId = await testBot(ctx)
  const [channel] = await withTx(
    ctx,
    ({ sql }) => sql<{ id: string }[]>`
      insert into bot_channels (workspace_id, bot_id, chat_id, kind, title, can_post)
      values (${ctx.workspaceId}, ${botId}, ${chatId}, 'channel', 'Cars', true) returning id`,
  )
  const config = { channelId: channel!.id, withPhoto: false, language: 'en', ...rule }
  const input = IntegrationCreate.parse({ type: 'TELEGRAM_CHANNEL', name: 'Our channel', config })
  const { id } = await createIntegration(ctx, testSecrets, input)
  return { id, lane: telegramLane(botId, chatId) }
}

async function send(ctx: Context, lane: string) {
  await withTx(ctx, ({ sql }) => sql`update deliveries set run_at = now() where state = 'pending'`)
  const claimed = await claimLane(ctx, { lane, leaseMs: 30_000, limits: {} })
  if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
  const { hold, step } = claimed
  await endSending(ctx, hold, step.delivery, { kind: 'sent', result: { messageId: 7 } }, { goOn: false })
}

/** One with all that can be known, and one of which nothing is but its name. */
async function postCars(ctx: Context) {
  const channel = await connect(ctx, '-1001', {})
  const price = { amount: 35_000, currency: 'USD' as const }
  const known = { make: hostile, model: hostile, location: hostile, year: 2018, price, color: hostile }
  const { id } = await createListing(ctx, { title: hostile, ...known })
  await createListing(ctx, { title: 'Bare' })
  await advanceCarPosts(ctx, channel.id)
  for (let n = 0; n < 2; n++) await send(ctx, channel.lane)
  const changes = [
    { price: { ...price, amount: 33_000 } },
    { status: 'RESERVED' },
    { status: 'SOLD' },
    { status: 'HIDDEN' },
  ]
  for (const change of changes) {
    await updateListing(ctx, id, ListingPatch.parse(change))
    await advanceCarPosts(ctx, channel.id)
    await send(ctx, channel.lane)
  }
}

async function postRequests(ctx: Context) {
  const channel = await connect(ctx, '-1002', { cars: false, requests: true })
  for (const kind of ['BUY', 'SELL']) {
    const wish = { kind, title: hostile, makes: [hostile], description: `${hostile}!`, must: ['make'] }
    const id = await testRequest(ctx, { ...wish, language: 'en' })
    await changeRequestStatus(ctx, id, { status: 'PUBLISHED' })
    await postRequestsByRule(ctx, channel.id)
    await advancePosts(ctx, id)
    await send(ctx, channel.lane)
    await advancePosts(ctx, id)
    await changeRequestStatus(ctx, id, { status: 'LOST' })
    await send(ctx, channel.lane)
  }
}

async function talkOfDeals(ctx: Context) {
  const deal = await testDeal(ctx, { cars: 13 })
  await withTx(ctx, ({ sql }) => sql`update request_variants set title = ${hostile}, location = ${hostile}`)
  const [first, second, third, ...rest] = deal.variantIds as [string, string, string, ...string[]]
  await changeVariantStatus(ctx, second, { status: 'APPROVED' })
  await changeVariantStatus(ctx, third, { status: 'REJECTED', reason: hostile })
  const { id, items } = await testProposal({ ...deal, variantIds: [first, ...rest] })
  await answerProposal(ctx, id, { text: hostile, itemId: null })
  await acceptProposal(ctx, { id }, items[0]!.id)
  await shareContact(ctx, deal.requestId, { variantId: first })
  await resolveRequest(ctx, deal.requestId, { outcome: 'WON', variantId: first, tell: true })
  const lost = await testDeal({ ...ctx, requestId: randomUUID() }, { cars: 1 })
  await resolveRequest(ctx, lost.requestId, { outcome: 'LOST', note: 'x', tell: true })
}
