import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getIntegration } from '@cartie/db/services/integration/get'
import { pauseIntegration } from '@cartie/db/services/integration/pause'
import { pingIntegration } from '@cartie/db/services/integration/ping'
import { resumeIntegration } from '@cartie/db/services/integration/resume'
import { changeLeadStatus } from '@cartie/db/services/lead/change-status'
import { createLead } from '@cartie/db/services/lead/create'
import { createListing } from '@cartie/db/services/listing/create'
import { testDeal } from '@cartie/db/services/proposal/testing/test-deal'
import { resolveRequest } from '@cartie/db/services/request/resolve'
import { metaError, startMeta, type MetaServer } from '../testing/meta-server.ts'
import { serviceWorld } from '../testing/service-world.ts'
import { metaService } from './meta.ts'

let meta: MetaServer
const on = serviceWorld(() => ({ META: metaService({ graphUrl: meta.url }) }))
beforeEach(async () => {
  meta = await startMeta()
})
afterEach(() => meta.close())

const create = (config: Record<string, unknown> = {}, secret = meta.token) =>
  on.create({ type: 'META', config: { datasetId: meta.datasetId, ...config }, secret })
const agree = () => on.system(`update leads set consent_at = now()`)
const lead = async (more: Record<string, unknown> = {}) => {
  const made = await createLead(on.ctx(), {
    name: 'Олена Бойко',
    phone: '+380671234567',
    separate: true,
    ...more,
  })
  await agree()
  return made
}
const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const win = async (id: string) => {
  for (const status of ['CONTACTED', 'IN_PROGRESS', 'WON'] as const)
    await changeLeadStatus(on.ctx(), id, { status })
}
const stands = async () => (await on.told()).map(({ state, error }) => [state, error?.code])

describe('Meta', () => {
  test('is told of a lead by hashes alone, under the id of the lead', async () => {
    const { id } = await create()
    const { id: leadId } = await lead({ email: 'Olena@X.example' })
    await on.drain(id)
    const [told] = await on.told()
    const { timestamp } = told!.request.params as { timestamp: string }
    expect(meta.counted()).toEqual([
      {
        event_name: 'Lead',
        event_time: Math.floor(Date.parse(timestamp) / 1000),
        event_id: leadId,
        action_source: 'system_generated',
        user_data: {
          em: [hash('olena@x.example')],
          ph: [hash('380671234567')],
          fn: [hash('олена')],
          ln: [hash('бойко')],
          external_id: [hash(leadId)],
        },
        custom_data: { event_source: 'crm', lead_event_source: 'Cartie' },
      },
    ])
    expect(told).toMatchObject({ state: 'sent', answer: { status: 200 } })
    expect(meta.calls[0]!.body).not.toMatch(/380671234567|olena/i)
  })

  test('is told of a sale once a lead is won, with the price of its car, and of no other stage', async () => {
    const { id } = await create()
    const car = await createListing(on.ctx(), { title: 'BMW X5', price: { amount: 35_000, currency: 'USD' } })
    await win((await lead({ listingId: car.id })).id)
    await on.drain(id)
    expect((await on.told()).map(({ method }) => method)).toEqual(['lead.created', 'lead.status_changed'])
    expect(meta.counted()).toMatchObject([
      { event_name: 'Lead' },
      { event_name: 'Purchase', custom_data: { value: 35_000, currency: 'USD' } },
    ])
  })

  test('is told of a sale under the id of its lead, so that a lead that is opened and won again counts once', async () => {
    const { id } = await create()
    const car = await createListing(on.ctx(), { title: 'BMW X5', price: { amount: 35_000, currency: 'USD' } })
    const { id: leadId } = await lead({ listingId: car.id })
    await win(leadId)
    await changeLeadStatus(on.ctx(), leadId, { status: 'IN_PROGRESS' })
    await changeLeadStatus(on.ctx(), leadId, { status: 'WON' })
    await on.drain(id)
    expect(meta.calls).toHaveLength(3)
    expect(meta.counted().map((one) => [one.event_name, one.event_id])).toEqual([
      ['Lead', leadId],
      ['Purchase', leadId],
    ])
  })

  test('is told of a resolved request as one sale of its lead, for what was paid', async () => {
    const { id } = await create()
    const { requestId, variantIds } = await testDeal(on.ctx())
    await agree()
    await resolveRequest(on.ctx(), requestId, { outcome: 'WON', variantId: variantIds[0]!, tell: false })
    await on.drain(id)
    const sales = meta.counted().filter((one) => one.event_name === 'Purchase')
    expect(sales).toMatchObject([{ custom_data: { value: 30_000, currency: 'USD' } }])
  })

  test('is not told of who has not agreed, cannot be known, sold a car, or of a sale without a price', async () => {
    const { id } = await create()
    await createLead(on.ctx(), { name: 'Без згоди', phone: '+380671234567' })
    await on.drain(id)
    await lead({ phone: null })
    await on.drain(id)
    await win((await lead({ kind: 'SELL', phone: '+380501112233' })).id)
    await win((await lead({ phone: '+380931112233' })).id)
    await on.drain(id)
    expect(await stands()).toEqual([
      ['skipped', 'skipped_consent'],
      ['skipped', 'skipped_contact'],
      ['sent', undefined],
      ['skipped', 'skipped_sell'],
      ['sent', undefined],
      ['skipped', 'skipped_price'],
    ])
    expect(meta.calls).toHaveLength(2)
  })

  test('counts an event once, though the answer was lost or the worker died', async () => {
    const { id } = await create()
    meta.fault = () => (meta.calls.length === 1 ? 'lost' : undefined)
    await lead()
    await on.drain(id)
    await on.crash(id)
    await on.drain(id)
    expect(await on.told()).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect([meta.calls.length, meta.counted().length]).toEqual([3, 1])
  })

  test.each<[string, Record<string, unknown>, string | undefined, string]>([
    ['a token that is not accepted', {}, 'E'.repeat(40), 'meta_token'],
    ['a dataset that does not exist', { datasetId: '7777777' }, undefined, 'meta_dataset'],
  ])('tells %s, of a test and of a lead, and loses nothing', async (_, config, secret, code) => {
    const { id } = await create(config, secret)
    await lead()
    await pingIntegration(on.ctx(), id)
    await on.drain(id, { pausesMs: [60_000] })
    await on.drain(id, { isTest: true })
    expect(await stands()).toEqual([
      ['pending', code],
      ['failed', code],
    ])
    expect((await getIntegration(on.ctx(), id)).health.lastError?.code).toBe(code)
  })

  test('is asked again after a limit or a silence, but not for what it will never take', async () => {
    const { id } = await create()
    meta.fault = () => metaError(80_004, 'There have been too many calls to this ad-account.')
    await lead()
    await on.drain(id)
    const [waiting] = await on.told()
    expect(waiting).toMatchObject({ state: 'pending', error: { code: 'service_limited' } })
    expect(Date.parse(waiting!.runAt) - Date.now()).toBeGreaterThan(50_000)
    await pauseIntegration(on.ctx(), id)
    await on.system(`update deliveries set run_at = now()`)
    await on.drain(id)
    expect(meta.calls).toHaveLength(1)
    await resumeIntegration(on.ctx(), id)
    meta.fault = () => 'hang'
    await on.drain(id, { callMs: 300, pausesMs: [0, 60_000] })
    expect((await on.told())[0]).toMatchObject({ state: 'pending', attempts: 2, error: { code: 'DEADLINE' } })
    meta.fault = () => metaError(100, 'Invalid parameter', { error_user_msg: 'The email is not hashed' })
    await on.system(`update deliveries set run_at = now()`)
    await on.drain(id)
    expect((await on.told())[0]).toMatchObject({
      state: 'failed',
      error: { code: 'meta_event', message: 'The email is not hashed' },
    })
    expect(await getIntegration(on.ctx(), id)).toMatchObject({ status: 'active' })
  })

  test('is tested by an event that counts nowhere where there is a code for it, else by a look', async () => {
    const { id } = await create()
    const other = await create({ testEventCode: 'TEST12345' })
    for (const one of [id, other.id]) {
      await pingIntegration(on.ctx(), one)
      await on.drain(one, { isTest: true })
    }
    expect(await stands()).toEqual([
      ['sent', undefined],
      ['sent', undefined],
    ])
    expect([meta.counted().length, meta.tested.length]).toEqual([0, 1])
    expect(meta.calls.map(({ method }) => method)).toEqual(['GET', 'POST'])
  })

  test('is spoken to with a token that stands in no address, log or answer (K01)', async () => {
    const { id } = await create()
    await lead()
    await on.drain(id)
    meta.fault = () => 'hang'
    await lead({ phone: '+380501112233' })
    await on.drain(id, { callMs: 300, pausesMs: [60_000] })
    expect(meta.calls.map(({ bearer }) => bearer)).toEqual([meta.token, meta.token])
    expect(meta.addresses()).not.toContain(meta.token)
    await on.expectNowhere(meta.token)
  })
})
