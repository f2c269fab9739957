import { listBotChannels } from '@cartie/shared/endpoints/bots'
import { getDelivery, listDeliveries } from '@cartie/shared/endpoints/deliveries'
import { subscribeHook, unsubscribeHook } from '@cartie/shared/endpoints/hooks'
import { createIntegration, deleteIntegration, testIntegration } from '@cartie/shared/endpoints/integrations'
import { createLead } from '@cartie/shared/endpoints/leads'
import { createListing } from '@cartie/shared/endpoints/listings'
import { integrationTypes, type IntegrationType } from '@cartie/shared/integrations/registry'
import { expect } from '../expect.ts'
import { servicePlayers } from '../services/players.ts'
import { Skipped, until, type Flow } from '../flow.ts'
import { isSigned } from '../receiver.ts'
import type { Stage } from '../stage.ts'

const cure = 'its log under Integrations tells each try; are the workers running (queue integration)?'
const notLetIn =
  'the installation does not open private addresses, as it should: name an address of this command with --receiver, or start it with FETCH_ALLOW_PRIVATE=127.0.0.1'

/** Waits until the delivery has ended well. Skips where the installation may not reach the receiver. */
async function untilSent(stage: Stage, id: string): Promise<void> {
  const look = () => stage.owner(getDelivery, { params: { id } })
  await until(stage, 'the event is told', look, ({ state, tries }) => {
    if (tries.some((one) => /^BLOCKED|blocked/.test(one.code))) throw new Skipped(notLetIn)
    expect(state !== 'failed', `it failed: ${tries.at(-1)?.message}`)
    return state === 'sent'
  })
}

const hookTo = ({ receiver }: Stage, path: string) => ({
  url: `${receiver.url}${path}`,
  received: () => receiver.received.filter((one) => one.path === path),
})

const players: Record<IntegrationType, (stage: Stage) => Promise<string | void>> = {
  ...servicePlayers,
  async WEBHOOK(stage) {
    const { owner } = stage
    const { url, received } = hookTo(stage, '/webhook')
    const body = {
      type: 'WEBHOOK' as const,
      name: 'Verify',
      config: { url },
      events: ['lead.created' as const],
    }
    const { id, secret } = await owner(createIntegration, { body })
    const test = await owner(testIntegration, { params: { id } })
    await untilSent(stage, test.id)
    await owner(createLead, { body: { name: 'Webhook', phone: '+380671110009' } })
    const [told] = (await owner(listDeliveries, { query: { integrationId: id, limit: 1 } })).data
    await untilSent(stage, told!.id)
    expect(received().length === 2, `${received().length} of 2 events arrived`)
    expect(
      received().every((one) => isSigned(one, secret!)),
      'a signature does not hold',
    )
    await owner(deleteIntegration, { params: { id } })
  },
  async ZAPIER(stage) {
    const { script } = stage
    const { url, received } = hookTo(stage, '/zapier')
    const { id } = await script(subscribeHook, { body: { targetUrl: url, event: 'lead.created' } })
    await script(createLead, { body: { name: 'Zapier', phone: '+380671110010' } })
    const [told] = (await script(listDeliveries, { query: { integrationId: id, limit: 1 } })).data
    await untilSent(stage, told!.id)
    expect(received().length === 1, 'the event did not arrive')
    await script(unsubscribeHook, { params: { id } })
  },
  async TELEGRAM_CHANNEL(stage) {
    const { owner, bot } = stage
    if (!bot) throw new Skipped('there is no test server of Telegram: name it with --telegram')
    const { data } = await owner(listBotChannels, { params: { id: bot.id } })
    const channelId = data.find((one) => one.canPost)!.id
    const config = { channelId, withPhoto: false, makes: ['Honda'] }
    const { id } = await owner(createIntegration, {
      body: { type: 'TELEGRAM_CHANNEL', name: 'Verify', config },
    })
    const price = { amount: 12_000, currency: 'USD' as const }
    await owner(createListing, { body: { title: 'Honda CR-V 2016', make: 'Honda', model: 'CR-V', price } })
    const look = () => owner(listDeliveries, { query: { limit: 100 } })
    const posted = ({ data: all }: Awaited<ReturnType<typeof look>>) =>
      all.some(({ text, state }) => text.includes('Honda CR-V') && state === 'sent')
    await until(stage, 'the car is in the channel', look, posted)
    await owner(deleteIntegration, { params: { id } })
  },
}

export const integrations: readonly Flow[] = integrationTypes.map((type) => ({
  name: `integration ${type}`,
  cure,
  play: players[type],
}))
