import { randomUUID } from 'node:crypto'
import { ApiError, type createClient } from '@cartie/shared/client'
import type { Endpoint } from '@cartie/shared/endpoint'
import { createBot, getBot, listBotChannels, updateBot } from '@cartie/shared/endpoints/bots'
import { broadcastRequest, listRequestPosts, previewBroadcast } from '@cartie/shared/endpoints/broadcasts'
import { resolveRequest, shareContact } from '@cartie/shared/endpoints/deals'
import { getLead, listLeads } from '@cartie/shared/endpoints/leads'
import { createPartner, getPartner, invitePartner } from '@cartie/shared/endpoints/partners'
import { createProposal, getProposal, sendProposal } from '@cartie/shared/endpoints/proposals'
import { createRequest, getRequest, listRequests } from '@cartie/shared/endpoints/requests'
import { installScenarioTemplate } from '@cartie/shared/endpoints/scenarios'
import { changeVariantStatus, listVariants } from '@cartie/shared/endpoints/variants'
import type { Variant } from '@cartie/shared/schemas/variant'
import { expect } from 'vitest'
import type { Bot } from '../telegram/bot.ts'
import type { Channel } from '../telegram/channel.ts'
import type { Person } from '../telegram/person.ts'
import type { TelegramServer } from '../telegram/server.ts'

// The story of a deal: a client's wish goes out to partners, comes back as a proposal, and ends with a choice.

type Client = ReturnType<typeof createClient>

/** Who plays, and how long each waits for the others. */
export interface Stage {
  telegram: TelegramServer
  /** The manager's calls. */
  api: Client
  withinMs: number
}

/** What is done on public pages: in a browser, or by whoever stands in for one. */
export interface Pages {
  offer: (address: string) => Promise<void>
  /** Likes the first car and chooses it. */
  choose: (address: string) => Promise<void>
}

/** The cast, and what they have come to. */
export interface Deal {
  bot: Bot
  client: Person
  dealer: Person
  manager: Person
  channel: Channel
  staffId: number
  requestId: string
  leadId: string
  proposalId: string
  variants: Variant[]
}

/**
 * A client that goes on through an API which is killed now and then: what was not answered is asked again under the
 * same Idempotency-Key, so that nothing is done twice.
 */
export const patientClient = (call: Client, withinMs: number): Client =>
  (async (endpoint: Endpoint, input: Record<string, unknown> = {}) => {
    const idempotencyKey = randomUUID()
    for (const end = performance.now() + withinMs; ; await pause(100)) {
      try {
        return await call(endpoint, { ...input, idempotencyKey } as never)
      } catch (error) {
        const mayHold =
          !(error instanceof ApiError) || ['unavailable', 'internal'].includes(error.problem.code)
        if (!(mayHold || isInFlight(error)) || performance.now() > end) throw error
      }
    }
  }) as unknown as Client

const isInFlight = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'conflict' && /progress|under way/i.test(error.message)

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Looks until what is seen holds. Throws with what was seen last. */
async function until<T>(
  { withinMs }: Stage,
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
): Promise<T> {
  for (const end = performance.now() + withinMs; ; await pause(80)) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end) throw new Error(`not in time: ${JSON.stringify(seen).slice(0, 700)}`)
  }
}

const token = '801:AAdeal_deal_deal_deal_deal_deal_deal_de'
const jpeg = (name: string) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(name)])

/** Plays the whole story and returns what it has come to. Throws where somebody waits in vain. */
export async function playDeal(stage: Stage, pages: Pages): Promise<Deal> {
  const cast = await assemble(stage)
  const { leadId, requestId } = await wish(stage, cast)
  await broadcast(stage, cast, requestId)
  await offerInTelegram(stage, cast)
  const { offerUrl } = await stage.api(getRequest, { params: { id: requestId } })
  await pages.offer(offerUrl)
  const variants = await approveBoth(stage, requestId)
  const proposalId = await propose(stage, cast, { requestId, variants })
  const { url } = await stage.api(getProposal, { params: { id: proposalId } })
  await pages.choose(url)
  await conclude(stage, cast, { requestId, proposalId })
  return { ...cast, requestId, leadId, proposalId, variants }
}

type Cast = Pick<Deal, 'bot' | 'client' | 'dealer' | 'manager' | 'channel' | 'staffId'> & { botId: string }

async function assemble(stage: Stage): Promise<Cast> {
  const { telegram, api } = stage
  const bot = telegram.addBot({ token, username: 'deal_bot', name: 'Автосалон' })
  const speaks = { languageCode: 'uk' }
  const client = telegram.addUser({ firstName: 'Олена', ...speaks, phone: '380671112233' })
  const dealer = telegram.addUser({
    firstName: 'Сергій',
    username: 'serhii',
    ...speaks,
    phone: '380502223344',
  })
  const manager = telegram.addUser({ firstName: 'Ігор', ...speaks })
  const { id: botId } = await api(createBot, { body: { token, intake: 'polling' } })
  await until(
    stage,
    () => api(getBot, { params: { id: botId } }),
    (one) => one.status === 'ready' && one.synced,
  )
  const staff = telegram.addGroup({ title: 'Менеджери', creator: manager, kind: 'supergroup' })
  staff.adds(bot)
  const channel = telegram.addChannel({ title: 'Дилери', username: 'deal_dealers', creator: manager })
  channel.promotes(bot)
  await until(
    stage,
    () => api(listBotChannels, { params: { id: botId } }),
    ({ data }) => data.some((one) => one.username === 'deal_dealers' && one.canPost),
  )
  await api(updateBot, { params: { id: botId }, body: { adminChatId: String(staff.id) } })
  for (const id of ['lead-capture', 'dealer-offer'])
    await api(installScenarioTemplate, { params: { id }, body: { name: `${id} deal`, botIds: [botId] } })
  const partner = await api(createPartner, { body: { name: 'Північ Авто', city: 'Київ' } })
  const { link } = await api(invitePartner, { params: { id: partner.id }, body: { botId } })
  dealer.sends(bot, `/start ${new URL(link).searchParams.get('start')}`)
  await until(
    stage,
    () => api(getPartner, { params: { id: partner.id } }),
    (one) => one.users.length === 1,
  )
  return { bot, botId, client, dealer, manager, channel, staffId: staff.id }
}

/** The client tells the bot; the lead stands in the CRM, and the manager makes a request of it. */
async function wish(stage: Stage, { client, bot }: Cast): Promise<{ leadId: string; requestId: string }> {
  const { api } = stage
  const hears = (text: string | RegExp) => client.receives(bot, text, stage)
  client.sends(bot, '/start')
  await hears('звертатися')
  client.sends(bot, 'Олена')
  await hears(/телефон/i)
  client.presses(bot, '📱 Поділитися номером')
  await hears('Яке авто')
  client.sends(bot, 'BMW X5 від 2018, дизель, автомат, Київ')
  await hears('бюджет')
  client.sends(bot, '40 тис $')
  await hears('прийнято')
  const { data } = await until(
    stage,
    () => api(listLeads, { query: { q: 'Олена', limit: 5 } }),
    (page) => page.data.length === 1,
  )
  const leadId = data[0]!.id
  const known = await api(listRequests, { query: { lead: leadId, limit: 5 } })
  const requestId = known.data[0]?.id ?? (await api(createRequest, { body: { leadId } })).id
  const request = await api(getRequest, { params: { id: requestId } })
  expect(request).toMatchObject({
    kind: 'BUY',
    status: 'DRAFT',
    lead: { id: leadId, name: 'Олена', phone: '+380671112233' },
    criteria: { makes: ['BMW'], models: ['X5'], yearFrom: 2018, budget: { max: 40_000, currency: 'USD' } },
  })
  return { leadId, requestId }
}

/** The request goes out to the dealers' channel and to the partner, without a word about the client. */
async function broadcast(stage: Stage, { dealer, bot, channel }: Cast, requestId: string): Promise<void> {
  const { api } = stage
  const params = { id: requestId }
  const { text, targets } = await api(previewBroadcast, { params })
  expect(text).toContain('BMW X5')
  expect(text).not.toMatch(/Олена|67 ?111/)
  expect(targets.map((one) => one.target).sort()).toEqual(['channel', 'partner'])
  const body = { targets: targets.map(({ botId, chatId }) => ({ botId, chatId })) }
  await api(broadcastRequest, { params, body })
  // Publishing once more edits what is there: nobody gets it twice.
  await api(broadcastRequest, { params, body })
  await dealer.receives(bot, 'BMW X5', stage)
  await until(
    stage,
    () => api(listRequestPosts, { params }),
    ({ data }) => data.length === 2 && data.every((post) => post.deliveryState === 'sent'),
  )
  expect(channel.messages.filter((message) => message.text?.includes('BMW X5'))).toHaveLength(1)
  expect(await api(getRequest, { params })).toMatchObject({ status: 'PUBLISHED' })
}

/** The partner opens the button under the post and answers with photos, a description and a price. */
async function offerInTelegram(stage: Stage, { dealer, bot }: Cast): Promise<void> {
  const hears = (text: string | RegExp) => dealer.receives(bot, text, stage)
  const post = dealer.chatWith(bot).findLast((message) => message.text?.includes('BMW X5'))!
  const link = post.reply_markup?.inline_keyboard.flat().find((one) => one.url?.includes('start=offer_'))
  dealer.sends(bot, `/start ${new URL(link!.url!).searchParams.get('start')}`)
  await hears(/телефон/i)
  dealer.presses(bot, '📱 Поділитися номером')
  await hears('Надішліть фото')
  dealer.sends(bot, {
    album: [jpeg('front'), jpeg('back')],
    caption: 'BMW X5 xDrive30d 2019, 95 тис км, дизель, автомат\n36 500 $, дзвоніть 050 222 33 44',
  })
  // Telegram may bring an album in parts: what is sent is what has all of them.
  await hears('📷 2')
  dealer.presses(bot, '✅ Надіслати')
  await hears('передано')
}

async function approveBoth(stage: Stage, requestId: string): Promise<Variant[]> {
  const { api } = stage
  const look = () => api(listVariants, { params: { id: requestId } })
  const { data } = await until(
    stage,
    look,
    (list) => list.data.length === 2 && list.data.every((one) => !one.pending),
  )
  const inTelegram = data.find((one) => one.source === 'telegram')
  expect(inTelegram).toMatchObject({
    status: 'SUBMITTED',
    partner: { name: 'Північ Авто' },
    make: 'BMW',
    model: 'X5',
    year: 2019,
    mileageKm: 95_000,
    price: { amount: 36_500, currency: 'USD' },
  })
  expect(inTelegram!.photos).toHaveLength(2)
  expect(inTelegram!.details ?? '').not.toMatch(/222/)
  expect(data.find((one) => one.source === 'page')).toMatchObject({ price: { amount: 39_000 } })
  for (const { id, version } of data)
    await api(changeVariantStatus, { params: { id }, body: { status: 'APPROVED', version } })
  return (await look()).data
}

/** The manager composes both cars with a margin and sends them: the client gets them with the link. */
async function propose(
  stage: Stage,
  { client, bot }: Cast,
  { requestId, variants }: Pick<Deal, 'requestId' | 'variants'>,
): Promise<string> {
  const { api } = stage
  const order = [...variants].sort((a, b) => (a.price?.amount ?? 0) - (b.price?.amount ?? 0))
  const body = { variantIds: order.map((one) => one.id), margin: { amount: 500 } }
  const { id } = await api(createProposal, { params: { id: requestId }, body })
  const sent = await api(sendProposal, { params: { id }, body: {} })
  expect(sent.items.map((item) => item.price?.amount)).toEqual([37_000, 39_500])
  await client.receives(bot, 'підібрали', stage)
  expect(await api(getRequest, { params: { id: requestId } })).toMatchObject({ status: 'SHORTLIST' })
  return id
}

/** The client's choice reaches the manager; contacts are shared, the request ends, and everybody hears of it. */
async function conclude(
  stage: Stage,
  { client, dealer, bot, channel }: Cast,
  { requestId, proposalId }: Pick<Deal, 'requestId' | 'proposalId'>,
): Promise<void> {
  const { api } = stage
  const proposal = await until(
    stage,
    () => api(getProposal, { params: { id: proposalId } }),
    (one) => one.status === 'ACCEPTED',
  )
  const chosen = proposal.items.find((item) => item.id === proposal.acceptedItemId)!
  expect(chosen).toMatchObject({ reaction: 'LIKED', variant: { source: 'telegram' } })
  const params = { id: requestId }
  const body = { variantId: chosen.variant.id }
  expect(await api(shareContact, { params, body })).toMatchObject({ status: 'CONTACT_SHARED' })
  await client.receives(bot, '+380502223344', stage)
  await dealer.receives(bot, '+380671112233', stage)
  expect(await api(resolveRequest, { params, body: { outcome: 'WON', ...body } })).toMatchObject({
    status: 'WON',
  })
  await client.receives(bot, 'Вітаємо', stage)
  await until(
    stage,
    () => api(listRequestPosts, { params }),
    ({ data }) => data.every((post) => post.state === 'closed'),
  )
  await until(
    stage,
    () => Promise.resolve(channel.messages),
    (messages) => messages.some((message) => /закрито/i.test(message.text ?? '')),
  )
  const { leadId } = await api(getRequest, { params })
  expect(await api(getLead, { params: { id: leadId! } })).toMatchObject({ status: 'WON' })
  const { data } = await api(listVariants, { params })
  expect(data.map((one) => one.status).sort()).toEqual(['ACCEPTED', 'DECLINED'])
}
