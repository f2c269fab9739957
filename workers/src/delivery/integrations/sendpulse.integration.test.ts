import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { getIntegration } from '@cartie/db/services/integration/get'
import { pauseIntegration } from '@cartie/db/services/integration/pause'
import { pingIntegration } from '@cartie/db/services/integration/ping'
import { resumeIntegration } from '@cartie/db/services/integration/resume'
import { createLead } from '@cartie/db/services/lead/create'
import { updateLead } from '@cartie/db/services/lead/update'
import { startSendpulse, type SendpulseServer } from '../testing/sendpulse-server.ts'
import { serviceWorld } from '../testing/service-world.ts'
import { sendpulseService } from './sendpulse.ts'
import type { Service } from '../service.ts'

let sendpulse: SendpulseServer
let service: Service
const on = serviceWorld(() => ({ SENDPULSE: service }))
beforeAll(async () => {
  sendpulse = await startSendpulse()
})
afterAll(() => sendpulse.close())
beforeEach(() => {
  service = sendpulseService({ url: sendpulse.url })
  sendpulse.book.clear()
  sendpulse.calls.length = 0
  sendpulse.fault = undefined
})

const create = (config: Record<string, unknown> = {}, secret = sendpulse.secret) =>
  on.create({
    type: 'SENDPULSE',
    config: { clientId: sendpulse.clientId, bookId: sendpulse.bookId, ...config },
    secret,
  })
const lead = (more: Record<string, unknown>) =>
  createLead(on.ctx(), { name: 'Олена', separate: true, ...more })
const phone = '+380671234567'

describe('a mailing list', () => {
  test('gets a lead by its phone, or by its e-mail with the phone beside it, and follows its changes', async () => {
    const { id } = await create()
    const { id: called } = await lead({ phone, city: 'Київ' })
    await lead({ phone: '+380501112233', email: 'O@x.example' })
    await on.drain(id)
    await updateLead(on.ctx(), called, { city: 'Дніпро' })
    await on.drain(id)
    expect([...sendpulse.book.keys()]).toEqual(['380671234567', 'o@x.example'])
    expect(sendpulse.book.get('380671234567')).toMatchObject({ name: 'Олена', city: 'Дніпро', status: 'NEW' })
    expect(sendpulse.book.get('o@x.example')).toMatchObject({ phone: '380501112233' })
    expect((await on.told()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
    expect(sendpulse.calls.filter(({ path }) => path === '/oauth/access_token')).toHaveLength(1)
  })

  test('skips who has neither, and who has not agreed where that is asked for', async () => {
    const { id } = await create({ consentOnly: true })
    await lead({ phone })
    await lead({})
    await on.drain(id)
    await on.system(`update leads set consent_at = now()`)
    for (const { id: deliveryId } of await on.told())
      await on.system(`update deliveries set state = 'pending', run_at = now() where id = '${deliveryId}'`)
    const before = (await on.told()).map(({ error }) => error?.code)
    await on.drain(id)
    expect(before).toEqual(['skipped_consent', 'skipped_consent'])
    expect((await on.told()).map(({ state, error }) => [state, error?.code])).toEqual([
      ['sent', undefined],
      ['skipped', 'skipped_contact'],
    ])
  })

  test('has a contact once, though the answer was lost or the worker died', async () => {
    const { id } = await create()
    const puts = () => sendpulse.done().filter((one) => one === 'POST /sms/numbers/variables').length
    sendpulse.fault = ({ path }) => (path === '/sms/numbers/variables' && puts() === 1 ? 'lost' : undefined)
    await lead({ phone })
    await on.drain(id)
    await on.crash(id)
    await on.drain(id)
    expect(await on.told()).toMatchObject([
      { state: 'sent', tries: [{ code: 'RESET' }, { code: '200' }, { code: 'lost' }, { code: '200' }] },
    ])
    expect([puts(), sendpulse.book.size]).toEqual([3, 1])
  })

  test.each<[string, Record<string, unknown>, string | undefined, string]>([
    ['a Secret that is not accepted', {}, 'b'.repeat(32), 'sendpulse_key'],
    ['a list that does not exist', { bookId: 7 }, undefined, 'sendpulse_book'],
  ])('tells %s, of a test and of a lead, and loses nothing', async (_, config, secret, code) => {
    const { id } = await create(config, secret)
    await lead({ phone })
    await pingIntegration(on.ctx(), id)
    await on.drain(id, { pausesMs: [60_000] })
    await on.drain(id, { isTest: true })
    expect((await on.told()).map(({ state, error }) => [state, error?.code])).toEqual([
      ['pending', code],
      ['failed', code],
    ])
    expect((await getIntegration(on.ctx(), id)).health.lastError?.code).toBe(code)
  })

  test('is tried again after a pause, a limit or a silence, and keeps what happens while it is paused', async () => {
    const { id } = await create()
    sendpulse.fault = () => ({
      status: 429,
      json: { message: 'Too many requests' },
      headers: { 'retry-after': '120' },
    })
    await lead({ phone })
    await on.drain(id)
    const [waiting] = await on.told()
    expect(waiting).toMatchObject({ state: 'pending', error: { code: 'service_limited' } })
    expect(Date.parse(waiting!.runAt) - Date.now()).toBeGreaterThan(100_000)
    await pauseIntegration(on.ctx(), id)
    await on.system(`update deliveries set run_at = now()`)
    await on.drain(id)
    expect((await on.told())[0]).toMatchObject({ attempts: 1 })
    await resumeIntegration(on.ctx(), id)
    sendpulse.fault = () => 'hang'
    await on.drain(id, { callMs: 300, pausesMs: [0, 60_000] })
    expect((await on.told())[0]).toMatchObject({ state: 'pending', attempts: 2, error: { code: 'DEADLINE' } })
    sendpulse.fault = undefined
    await on.system(`update deliveries set run_at = now()`)
    await on.drain(id)
    expect(sendpulse.book.size).toBe(1)
  })

  test('is tested without a contact, and nobody reads its Secret or its token again (K01)', async () => {
    const { id } = await create()
    await pingIntegration(on.ctx(), id)
    await on.drain(id, { isTest: true })
    expect(await on.told()).toMatchObject([{ state: 'sent', answer: { status: 200 } }])
    expect(sendpulse.done()).toEqual([`GET /addressbooks/${sendpulse.bookId}`])
    const tokens = sendpulse.calls.flatMap(({ bearer }) => bearer ?? [])
    expect(tokens).toHaveLength(1)
    await on.expectNowhere(sendpulse.secret, ...tokens)
    for (const secret of [sendpulse.secret, ...tokens]) expect(sendpulse.addresses()).not.toContain(secret)
  })
})
