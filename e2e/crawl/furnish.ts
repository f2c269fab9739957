import { listBotChannels, updateBot } from '@cartie/shared/endpoints/bots'
import { listChats } from '@cartie/shared/endpoints/chats'
import { subscribeHook } from '@cartie/shared/endpoints/hooks'
import { createIntegration } from '@cartie/shared/endpoints/integrations'
import { createLead } from '@cartie/shared/endpoints/leads'
import { listListings } from '@cartie/shared/endpoints/listings'
import { listParseItems } from '@cartie/shared/endpoints/parses'
import { createPartner, invitePartner } from '@cartie/shared/endpoints/partners'
import { createInvitation, createPasswordLink, joinByInvitation } from '@cartie/shared/endpoints/people'
import { changeRequestStatus, createRequest, getRequest } from '@cartie/shared/endpoints/requests'
import { createScenario, publishScenario, saveScenario } from '@cartie/shared/endpoints/scenarios'
import { leadCapture } from '@cartie/shared/scenario/templates/lead-capture'
import type { Cartie } from '../browser/cartie.ts'
import { readyBot, until } from '../browser/dealers-bot.ts'
import { numberWithChat } from '../browser/number-chat.ts'
import { sentProposal } from '../browser/offered-cars.ts'
import { carName } from '../browser/site.ts'

/** Ids of what can be opened, by the names that pages.ts gives them. */
export type Furnished = Awaited<ReturnType<typeof furnish>>

/**
 * Fills a Cartie with one of everything that a page can show. All is said in Latin letters, so that each page
 * keeps to its own language.
 */
export async function furnish(cartie: Cartie) {
  const { api, parse, site, sql } = cartie
  site.put('/car/9', { status: 404, body: 'gone' })
  site.put('/car/10', { status: 400, body: 'no' })
  const read = await parse({ urls: Array.from({ length: 12 }, (_, i) => site.car(i + 1)) })
  const items = await api(listParseItems, { params: { id: read.id }, query: { limit: 20 } })
  const item = items.data.find((i) => i.status === 'saved')
  const [car] = (await api(listListings, { query: { q: carName(4), limit: 5 } })).data
  const lead = await api(createLead, { body: { name: 'Anna', phone: '+380671234567', tags: ['vip'] } })
  const body = { leadId: lead.id, text: 'BMW X5 2018-2020 diesel automatic black up to 40k $' }
  const request = await api(createRequest, { body: { ...body, priority: 'URGENT' } })
  await api(changeRequestStatus, { params: { id: request.id }, body: { status: 'PUBLISHED' } })
  const { offerUrl } = await api(getRequest, { params: { id: request.id } })
  // The seeded owner is called in Ukrainian.
  await sql`update users set name = 'Owen'`
  const colleague = await api(createInvitation, { body: { email: 'amy@example.com', role: 'OPERATOR' } })
  const params = { token: lastOf(colleague.path) }
  await api(joinByInvitation, { params, body: { name: 'Amy', password: 'a long password' } })
  const [amy] = await sql<{ id: string }[]>`select id from users where name = 'Amy'`
  const password = await api(createPasswordLink, { params: { id: amy!.id } })
  const invitation = await api(createInvitation, { body: { email: 'zed@example.com', role: 'MANAGER' } })
  // The ready scenarios are called in the workspace's language, which is not every reader's.
  await sql`delete from scenarios`
  // Keywords are the words of all three languages at once: without them each page keeps to its own.
  const graph = structuredClone(leadCapture.graph)
  graph.nodes[0]!.options = { triggers: [{ kind: 'command', command: 'start' }] }
  const scenario = await api(createScenario, { body: { name: 'Zeta', graph } })
  const live = await api(publishScenario, {
    params: { id: scenario.id },
    body: { version: scenario.version },
  })
  await api(createScenario, { body: { name: 'Alpha' } })
  const { bot, chat } = await talkingBot(cartie, live)
  const { proposal, path } = await sentProposal(cartie, 'en')
  const partner = await api(createPartner, { body: { name: 'Alpha Cars', makes: ['BMW'] } })
  await api(invitePartner, { params: { id: partner.id }, body: { days: 14 } })
  const integration = await api(createIntegration, {
    body: { type: 'WEBHOOK', name: 'Our CRM', config: { url: `${site.url}/hook` }, events: ['lead.created'] },
  })
  const subscription = { targetUrl: `${site.url}/hook`, event: 'partner.joined' } as const
  const { id: subscribed } = await api(subscribeHook, { body: subscription })
  const { data: met } = await api(listBotChannels, { params: { id: bot } })
  const channelId = met.find(({ kind }) => kind === 'channel')!.id
  const posting = await api(createIntegration, {
    body: { type: 'TELEGRAM_CHANNEL', name: 'Our channel', config: { channelId } },
  })
  const meta = await api(createIntegration, {
    body: {
      type: 'META',
      name: 'Ads',
      config: { datasetId: '1234567890123456' },
      secret: 'EAAJB0demo0demo0demo0',
    },
  })
  return {
    ...(await numberWithChat(cartie, { hoursAgo: 48 })),
    integration: integration.id,
    meta: meta.id,
    posting: posting.id,
    subscribed,
    company: 'cartie',
    parse: read.id,
    item: item?.id,
    car: car?.id,
    lead: lead.id,
    scenario: scenario.id,
    bot,
    chat: chat.id,
    request: request.id,
    offer: lastOf(offerUrl),
    password: lastOf(password.path),
    invitation: lastOf(invitation.path),
    partner: partner.id,
    offered: proposal.requestId,
    proposal: proposal.id,
    page: lastOf(path),
    chosen: proposal.items[0]?.id,
  }
}

const lastOf = (address: string | null): string => address!.split('/').at(-1)!

/** A bot that led a client, with a group, a channel and a menu; returns its number and the client's chat. */
async function talkingBot(cartie: Cartie, scenario: { id: string; version: number }) {
  const { telegram, api } = cartie
  const { bot, id } = await readyBot(cartie, 7401)
  await api(saveScenario, { params: { id: scenario.id }, body: { version: scenario.version, botIds: [id] } })
  const client = telegram.addUser({ firstName: 'Bob', username: 'bob_k', languageCode: 'en' })
  for (const [says, hears] of [
    ['/start', 'your name'],
    ['Bob', /phone/i],
    ['+380501112233', 'Which car'],
    ['Skoda Octavia 2016', 'budget'],
    ['15000 $', 'We have your request'],
  ] as const) {
    client.sends(bot, says)
    await client.receives(bot, hears)
  }
  telegram.addGroup({ title: 'Managers', creator: client, kind: 'supergroup' }).adds(bot)
  telegram.addChannel({ title: 'Cars', username: 'cars_channel', creator: client }).promotes(bot)
  await until(
    () => api(listBotChannels, { params: { id } }),
    ({ data }) => data.length === 2,
  )
  const description = { en: 'Cars' }
  const button = { kind: 'page' as const, text: { en: 'Cars' }, url: 'https://cars.example' }
  await api(updateBot, {
    params: { id },
    body: { menu: { commands: [{ command: 'cars', description }], button } },
  })
  return { bot: id, chat: (await api(listChats, { query: { limit: 1 } })).data[0]! }
}
