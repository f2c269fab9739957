import { afterAll, beforeAll, expect, test } from 'vitest'
import { getDelivery, listDeliveries } from '@cartie/shared/endpoints/deliveries'
import { createIntegration } from '@cartie/shared/endpoints/integrations'
import { createLead } from '@cartie/shared/endpoints/leads'
import { startHookReceiver, type HookReceiver } from '@cartie/workers/delivery/testing/hook-receiver'
import { startCartie, type Cartie } from './browser/cartie.ts'

// Whoever tells of an event is killed in the middle of it (W03): it is told again, under the same id.

let cartie: Cartie
let receiver: HookReceiver
beforeAll(async () => {
  receiver = await startHookReceiver((_, n) => (n === 1 ? 'hang' : undefined))
  cartie = await startCartie({ LEASE_MS: '3000', QUEUE_LOCK_MS: '3000' })
}, 240_000)
afterAll(async () => {
  await cartie.close()
  await receiver.close()
})

test(
  'an event whose teller was killed mid-way arrives, and both tries are seen',
  { timeout: 120_000 },
  async () => {
    const { api } = cartie
    const { id: integrationId } = await api(createIntegration, {
      body: { type: 'WEBHOOK', name: 'CRM', config: { url: receiver.url }, events: ['lead.created'] },
    })
    await api(createLead, { body: { name: 'Олена' } })
    await expect.poll(() => receiver.hanging()).toBe(1)
    await cartie.kill('workers')
    await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(2)
    expect(new Set(receiver.received.map((hook) => hook.id)).size).toBe(1)
    const [told] = (await api(listDeliveries, { query: { integrationId, limit: 1 } })).data
    const read = () => api(getDelivery, { params: { id: told!.id } })
    await expect.poll(async () => (await read()).state).toBe('sent')
    expect((await read()).tries.map(({ code }) => code)).toEqual(['lost', '204'])
  },
)
