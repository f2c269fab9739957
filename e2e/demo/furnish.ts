import { setTimeout as pause } from 'node:timers/promises'
import type { createClient } from '@cartie/shared/client'
import { createBot, getBot, listBotChannels, updateBot } from '@cartie/shared/endpoints/bots'
import { trySamples } from '@cartie/shared/endpoints/parses'
import { createPartner, getPartner, invitePartner } from '@cartie/shared/endpoints/partners'
import { listScenarios, saveScenario } from '@cartie/shared/endpoints/scenarios'
import type { Cast } from '../telegram/control/cast.ts'
import type { Person } from '../telegram/person.ts'

type Api = ReturnType<typeof createClient>

/** Those whom one plays. */
const people = {
  client: { firstName: 'Олена', lastName: '(клієнтка)', languageCode: 'uk', phone: '380671234567' },
  north: { firstName: 'Сергій', lastName: '(дилер)', username: 'serhii_avto', phone: '380501112233' },
  south: { firstName: 'Марина', lastName: '(дилерка)', username: 'maryna_cars', phone: '380931112233' },
  manager: { firstName: 'Ігор', lastName: '(менеджер)', username: 'ihor_manager', phone: '380661112233' },
}

/**
 * Gives a new installation what the story of a deal needs: a bot with every scenario, the managers' group, a channel of
 * dealers, two partners who joined by their invitations, and the sample cars. Throws where Cartie refuses something or
 * does not come to it within half a minute.
 */
export async function furnish(api: Api, cast: Cast): Promise<void> {
  const known = Object.fromEntries(
    Object.entries(people).map(([name, settings]) => {
      const person = cast.server.addUser({ languageCode: 'uk', ...settings })
      cast.people.set(person.id, person)
      return [name, person]
    }),
  ) as Record<keyof typeof people, Person>
  const { id } = await api(createBot, {
    body: { token: '100:AAdemo_demo_demo_demo_demo_demo_demo', intake: 'polling' },
  })
  await until(
    () => api(getBot, { params: { id } }),
    (bot) => bot.status === 'ready' && bot.synced,
  )
  const bot = cast.bot('')
  const staff = cast.server.addGroup({ title: 'Менеджери', creator: known.manager, kind: 'supergroup' })
  const dealers = cast.server.addChannel({
    title: 'Дилери України',
    username: 'dealers_ua',
    creator: known.manager,
  })
  cast.chats.set(staff.id, staff)
  cast.chats.set(dealers.id, dealers)
  staff.adds(bot)
  dealers.promotes(bot)
  await until(
    () => api(listBotChannels, { params: { id } }),
    ({ data }) => data.some((one) => one.username === 'dealers_ua'),
  )
  await api(updateBot, { params: { id }, body: { adminChatId: String(staff.id) } })
  await giveScenarios(api, id)
  await invite(api, { name: 'Північ Авто', city: 'Київ', person: known.north, botId: id }, bot)
  await invite(api, { name: 'Марина Cars', city: 'Одеса', person: known.south, botId: id }, bot)
  await api(trySamples, {})
}

async function giveScenarios(api: Api, botId: string): Promise<void> {
  const { data } = await api(listScenarios, {})
  for (const scenario of data) {
    const body = { version: scenario.version, botIds: [botId] }
    await api(saveScenario, { params: { id: scenario.id }, body })
  }
}

interface Invited {
  name: string
  city: string
  person: Person
  botId: string
}

/** A partner whose person opens the invitation. */
async function invite(
  api: Api,
  { name, city, person, botId }: Invited,
  bot: ReturnType<Cast['bot']>,
): Promise<void> {
  const { id } = await api(createPartner, { body: { name, city } })
  const { link } = await api(invitePartner, { params: { id }, body: { botId } })
  person.sends(bot, `/start ${new URL(link).searchParams.get('start') ?? ''}`)
  await until(
    () => api(getPartner, { params: { id } }),
    (partner) => partner.users.length > 0,
  )
}

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<void> {
  for (const end = performance.now() + 30_000; !holds(await look()); await pause(100)) {
    if (performance.now() > end) throw new Error('The demo could not be set up within half a minute.')
  }
}
