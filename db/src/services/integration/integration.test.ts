import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testSecrets } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { claimLane } from '../delivery/claim-lane.ts'
import { endSending } from '../delivery/end-sending.ts'
import type { Ending } from '../delivery/ending.ts'
import { findWaitingLane } from '../delivery/find-waiting.ts'
import { getDelivery } from '../delivery/get.ts'
import type { LaneHold, SendingDelivery } from '../delivery/lane-hold.ts'
import { listDeliveries } from '../delivery/list.ts'
import { wakeForgottenLanes } from '../delivery/pending.ts'
import { createIntegration } from './create.ts'
import { deleteIntegration } from './delete.ts'
import { findReceiver } from './find-receiver.ts'
import { getIntegration } from './get.ts'
import { listIntegrations } from './list.ts'
import { pauseIntegration } from './pause.ts'
import { pingIntegration } from './ping.ts'
import { replayIntegration } from './replay.ts'
import { resumeIntegration } from './resume.ts'
import { rotateIntegrationSecret } from './rotate-secret.ts'
import { subscribeHook } from './subscribe.ts'
import { unsubscribeHook } from './unsubscribe.ts'
import { updateIntegration } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 6 })
})
afterAll(() => on.close())

const url = 'https://crm.example/cartie'
const create = async (ctx: Context, more: Record<string, unknown> = {}) => {
  const made = await createIntegration(
    ctx,
    testSecrets,
    IntegrationCreate.parse({ type: 'WEBHOOK', name: 'CRM', config: { url }, ...more }),
  )
  return { ...made, secret: made.secret! }
}
const leadId = randomUUID()
const happens = (ctx: Context, name: 'lead.created' | 'lead.changed' | 'delivery.changed' = 'lead.created') =>
  withTx(ctx, async (tx) => {
    if (name === 'delivery.changed')
      tx.record(name, { deliveryId: leadId, sessionId: null, state: 'pending' })
    else tx.record(name, { leadId })
  })
const told = async (ctx: Context, integrationId?: string) =>
  (await listDeliveries(ctx, DeliveryQuery.parse({ channel: 'webhook', integrationId }))).data
const claim = (ctx: Context, lane: string) => claimLane(ctx, { lane, leaseMs: 30_000, limits: {} })
/** Claims the lane of an integration that has something due. */
async function begin(ctx: Context, id: string): Promise<{ hold: LaneHold; delivery: SendingDelivery }> {
  const claimed = await claim(ctx, hookLane(id))
  if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
  return { hold: claimed.hold, delivery: claimed.step.delivery }
}
/** One try with its end; the lane is let go. */
async function tryOnce(ctx: Context, id: string, ending: Ending): Promise<string> {
  const { hold, delivery } = await begin(ctx, id)
  await endSending(ctx, hold, delivery, ending, { goOn: false })
  return delivery.id
}
const error = { code: '500', message: 'broken' }
const dead: Ending = { kind: 'failed', error, stops: 'dead' }
const eventsOf = async (ctx: Context) =>
  (await withTx(ctx, ({ sql }) => sql<{ name: string }[]>`select name from events order by id`)).map(
    (event) => event.name,
  )
const system = (run: string) => withSystemTx(on.db, ({ sql }) => sql.unsafe(run))

const verbs: Record<string, (ctx: Context, id: string) => Promise<unknown>> = {
  update: (ctx, id) => updateIntegration(ctx, testSecrets, id, { name: 'New' }),
  pause: (ctx, id) => pauseIntegration(ctx, id),
  resume: (ctx, id) => resumeIntegration(ctx, id),
  rotateSecret: (ctx, id) => rotateIntegrationSecret(ctx, testSecrets, id),
  ping: (ctx, id) => pingIntegration(ctx, id),
  replay: (ctx, id) => replayIntegration(ctx, id),
  delete: (ctx, id) => deleteIntegration(ctx, id),
  unsubscribe: (ctx, id) => unsubscribeHook(ctx, id),
}

describe.each(Object.entries(verbs))('%s', (_, run) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await create(ctx)
    const before = await getIntegration(ctx, id)
    const events = await eventsOf(ctx)
    for (const role of otherRoles(permissions['integrations.write']))
      await expect(run(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(run(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ctx, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    expect(await getIntegration(ctx, id)).toEqual(before)
    expect(await eventsOf(ctx)).toEqual(events)
    expect(await told(ctx)).toEqual([])
  })
})

describe('an integration', () => {
  test('is made by owners and admins, read by managers, and seen by its workspace alone', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const { id } = await create(ctx)
    for (const role of otherRoles(permissions['integrations.write']))
      await expect(create(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
    for (const role of otherRoles(permissions['integrations.read'])) {
      await expect(listIntegrations(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
      await expect(getIntegration(as(ctx, role), id)).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect((await listIntegrations(as(ctx, 'MANAGER'))).data).toMatchObject([
      { id, name: 'CRM', config: { url } },
    ])
    expect((await listIntegrations(other)).data).toEqual([])
    await expect(getIntegration(other, id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await findReceiver(other, testSecrets, id)).toBeUndefined()
  })

  test('may stand beside others of its type; what is given of it changes, by the version that was seen', async () => {
    const ctx = await on.workspace()
    const [one, two] = [await create(ctx), await create(ctx, { name: 'Second' })]
    const changed = await updateIntegration(ctx, testSecrets, one.id, {
      events: ['lead.created'],
      version: one.version,
    })
    expect(changed).toMatchObject({ name: 'CRM', events: ['lead.created'], version: one.version + 1 })
    await expect(
      updateIntegration(ctx, testSecrets, one.id, { name: 'x', version: one.version }),
    ).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      updateIntegration(ctx, testSecrets, one.id, { config: { url: 'ftp://crm.example' } }),
    ).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/config/url' }] })
    expect((await listIntegrations(ctx)).data.map(({ id }) => id)).toEqual([one.id, two.id])
    await deleteIntegration(ctx, one.id)
    expect((await listIntegrations(ctx)).data.map(({ id }) => id)).toEqual([two.id])
  })

  test('tells its secret when it is made and rotated, and keeps it where nobody reads it (K01)', async () => {
    const ctx = await on.workspace()
    const made = await create(ctx)
    const rotated = await rotateIntegrationSecret(ctx, testSecrets, made.id)
    await happens(ctx)
    await pingIntegration(ctx, made.id)
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(rotated.secret).not.toBe(made.secret)
    const rows = await withSystemTx(
      on.db,
      ({ sql }) => sql`
        select row_to_json(i)::text as t from integrations i union all select row_to_json(d)::text from deliveries d
        union all select row_to_json(e)::text from events e`,
    )
    const read = [
      await getIntegration(ctx, made.id),
      await listIntegrations(ctx),
      await told(ctx),
      rows,
      on.wakes,
    ]
    for (const secret of [made.secret, rotated.secret]) {
      expect(JSON.stringify(read)).not.toContain(secret)
      expect(JSON.stringify(read)).not.toContain(secret.slice('whsec_'.length))
    }
  })

  test('signs with both secrets for a day after a rotation, the new one first, then with the new one alone (W06)', async () => {
    const ctx = await on.workspace()
    const made = await create(ctx)
    const signing = async () => (await findReceiver(ctx, testSecrets, made.id))?.secrets
    expect(await signing()).toEqual([made.secret])
    const second = await rotateIntegrationSecret(ctx, testSecrets, made.id)
    expect(await signing()).toEqual([second.secret, made.secret])
    const { previousSecretUntil } = await getIntegration(ctx, made.id)
    expect(Date.parse(previousSecretUntil!) - Date.now()).toBeGreaterThan(23.9 * 60 * 60_000)
    const third = await rotateIntegrationSecret(ctx, testSecrets, made.id)
    expect(await signing()).toEqual([third.secret, second.secret])
    await system(`update integrations set previous_until = now() where id = '${made.id}'`)
    expect(await signing()).toEqual([third.secret])
    expect(await getIntegration(ctx, made.id)).toMatchObject({ previousSecretUntil: null })
  })
})

describe('a service that gave us a key', () => {
  const spreadsheet = '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms'
  const keyOf = (email: string) =>
    JSON.stringify({
      type: 'service_account',
      client_email: email,
      private_key: '-----BEGIN PRIVATE KEY-----\nMII',
    })
  const sheet = (ctx: Context) =>
    createIntegration(
      ctx,
      testSecrets,
      IntegrationCreate.parse({
        type: 'GOOGLE_SHEETS',
        name: 'Leads',
        config: { what: 'leads', spreadsheet, tab: 'A' },
        secret: keyOf('one@dealer.example'),
      }),
    )

  test('never shows it again, and takes another in its place', async () => {
    const ctx = await on.workspace()
    const made = await sheet(ctx)
    expect(made.secret).toBeNull()
    const kept = async () => (await findReceiver(ctx, testSecrets, made.id))?.secrets
    expect(await kept()).toEqual([keyOf('one@dealer.example')])
    await updateIntegration(ctx, testSecrets, made.id, { name: 'New' })
    expect(await kept()).toEqual([keyOf('one@dealer.example')])
    await updateIntegration(ctx, testSecrets, made.id, { secret: keyOf('two@dealer.example') })
    expect(await kept()).toEqual([keyOf('two@dealer.example')])
    const shown = [await getIntegration(ctx, made.id), await listIntegrations(ctx), on.wakes]
    expect(JSON.stringify(shown)).not.toContain('dealer.example')
    await expect(rotateIntegrationSecret(ctx, testSecrets, made.id)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('takes no other text for it, and one that gave none takes no key', async () => {
    const ctx = await on.workspace()
    for (const { id } of [await sheet(ctx), await create(ctx)])
      await expect(updateIntegration(ctx, testSecrets, id, { secret: 'x' })).rejects.toMatchObject({
        code: 'unprocessable',
        errors: [{ pointer: '/secret' }],
      })
  })

  test('is told of what its form asks for, whatever else is chosen', async () => {
    const ctx = await on.workspace()
    const { id } = await sheet(ctx)
    await happens(ctx, 'lead.changed')
    await happens(ctx)
    expect((await told(ctx, id)).map((one) => one.method)).toEqual(['lead.created'])
    const config = { what: 'cars', spreadsheet, tab: 'A' }
    await updateIntegration(ctx, testSecrets, id, { config, events: ['lead.changed'] })
    await happens(ctx, 'lead.changed')
    await happens(ctx)
    expect((await getIntegration(ctx, id)).events).toEqual(['listing.created'])
    expect(await told(ctx, id)).toHaveLength(1)
  })

  test('and had nothing to be told is neither well nor ill for it', async () => {
    const ctx = await on.workspace()
    const { id } = await sheet(ctx)
    await happens(ctx)
    const deliveryId = await tryOnce(ctx, id, {
      kind: 'skipped',
      error: { code: 'skipped_deleted', message: 'x' },
    })
    expect(await getDelivery(ctx, deliveryId)).toMatchObject({
      state: 'skipped',
      endedAt: expect.any(String) as unknown,
    })
    expect((await getIntegration(ctx, id)).health).toEqual({
      lastSuccessAt: null,
      failingSince: null,
      lastError: null,
    })
    expect((await eventsOf(ctx)).at(-1)).toBe('delivery.ended')
  })
})

describe('a subscription of another system', () => {
  const subscribe = (ctx: Context) =>
    subscribeHook(ctx, testSecrets, { targetUrl: 'https://hooks.zapier.com/1', event: 'lead.created' })

  test('is one event to one address, and stands among the integrations until it is ended', async () => {
    const ctx = await on.workspace()
    const { id } = await subscribe(ctx)
    expect(await getIntegration(ctx, id)).toMatchObject({
      type: 'ZAPIER',
      events: ['lead.created'],
      config: { url: 'https://hooks.zapier.com/1' },
    })
    await happens(ctx, 'lead.changed')
    await happens(ctx)
    expect((await told(ctx, id)).map((one) => one.method)).toEqual(['lead.created'])
    await unsubscribeHook(ctx, id)
    await happens(ctx)
    expect((await told(ctx, id)).map((one) => one.state)).toEqual(['cancelled'])
    for (const role of otherRoles(permissions['integrations.write']))
      await expect(subscribe(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is removed when its address says 410, and no integration that people made is', async () => {
    const ctx = await on.workspace()
    const [theirs, ours] = [await subscribe(ctx), await create(ctx)]
    await expect(unsubscribeHook(ctx, ours.id)).rejects.toMatchObject({ code: 'not_found' })
    await happens(ctx)
    for (const { id } of [theirs, ours]) await tryOnce(ctx, id, { ...dead, stops: 'gone' })
    expect((await listIntegrations(ctx)).data).toMatchObject([{ id: ours.id, status: 'disabled' }])
  })
})

describe('what happens', () => {
  test('is told to those of the workspace who ask for it, in the transaction in which it happens', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const all = await create(ctx)
    const some = await create(ctx, { events: ['lead.changed'] })
    await create(other)
    on.wakes.length = 0
    await happens(ctx)
    await expect(
      withTx(ctx, async (tx) => {
        tx.record('lead.changed', { leadId })
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    await happens(ctx, 'lead.changed')
    expect((await told(ctx, all.id)).map((d) => d.method)).toEqual(['lead.changed', 'lead.created'])
    expect((await told(ctx, some.id)).map((d) => d.method)).toEqual(['lead.changed'])
    expect(await told(other)).toEqual([])
    const rings = on.wakes.filter(({ job }) => job.name !== 'notice.tell')
    const rung = rings.map(({ job, payload }) => [job.name, (payload as { lane: string }).lane])
    expect(rung.toSorted()).toEqual(
      [all.id, all.id, some.id].map((id) => ['integration.advance', hookLane(id)]).toSorted(),
    )
    const { request } = await getDelivery(ctx, (await told(ctx, some.id))[0]!.id)
    expect(request).toEqual({
      method: 'lead.changed',
      params: {
        id: expect.stringMatching(/^msg_[0-9a-f-]{36}$/) as unknown,
        type: 'lead.changed',
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
        data: { leadId },
      },
    })
  })

  test('to deliveries and integrations is told to nobody, so that no telling begets another', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx, 'delivery.changed')
    await updateIntegration(ctx, testSecrets, id, { name: 'New' })
    expect(await told(ctx)).toEqual([])
    await happens(ctx)
    await tryOnce(ctx, id, { kind: 'sent', result: { status: 200, body: '' } })
    expect(await told(ctx)).toHaveLength(1)
  })

  test('waits while an integration is paused, and goes when it is resumed; the test goes meanwhile', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    expect(await pauseIntegration(ctx, id)).toMatchObject({ status: 'paused' })
    await happens(ctx)
    expect(await claim(ctx, hookLane(id))).toBeUndefined()
    await pingIntegration(ctx, id)
    expect(await claim(ctx, hookLane(id, true))).toMatchObject({ step: { do: 'send' } })
    on.wakes.length = 0
    expect(await resumeIntegration(ctx, id)).toMatchObject({ status: 'active' })
    expect(on.wakes).toMatchObject([{ payload: { lane: hookLane(id) } }])
    const { hold, delivery } = await begin(ctx, id)
    const next = await endSending(ctx, hold, delivery, { kind: 'sent', result: { status: 204, body: '' } })
    expect(next).toMatchObject({ do: 'send' })
    expect((await told(ctx)).map((d) => d.state)).toEqual(['sending', 'sending', 'sent'])
  })

  test('paused while its lane is being worked off, it rings for no moment that never comes', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    await happens(ctx)
    const { hold, delivery } = await begin(ctx, id)
    await pauseIntegration(ctx, id)
    on.wakes.length = 0
    expect(await endSending(ctx, hold, delivery, { kind: 'sent', result: {} })).toEqual({ do: 'end' })
    expect(on.wakes).toEqual([])
  })

  test('is given up with its integration, and what was sent stays in the ledger', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    await tryOnce(ctx, id, { kind: 'sent', result: { status: 200, body: 'ok' } })
    await happens(ctx)
    await deleteIntegration(ctx, id)
    expect(await told(ctx, id)).toMatchObject([
      { state: 'cancelled', integration: { id, name: null } },
      { state: 'sent', integration: { id, name: null } },
    ])
  })
})

describe('a try', () => {
  test('that failed lets newer events by, and is found again when its pause is over', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    await happens(ctx, 'lead.changed')
    await tryOnce(ctx, id, { kind: 'again', afterMs: 60_000, error })
    const { hold, delivery } = await begin(ctx, id)
    expect(delivery.request.method).toBe('lead.changed')
    on.wakes.length = 0
    await endSending(ctx, hold, delivery, { kind: 'sent', result: { status: 200, body: '' } })
    expect(on.wakes).toMatchObject([{ payload: { lane: hookLane(id) } }])
    expect(on.wakes[0]!.delayMs).toBeGreaterThan(50_000)
    await system(`update deliveries set run_at = now() - interval '5 s' where state = 'pending'`)
    await happens(ctx)
    const rung = () => on.wakes.map(({ payload }) => (payload as { lane: string }).lane)
    on.wakes.length = 0
    await wakeForgottenLanes(on.db)
    expect(rung()).not.toContain(hookLane(id))
    await wakeForgottenLanes(on.db, { outer: true })
    expect(rung()).toContain(hookLane(id))
    const elsewhere = await on.workspace()
    expect(await findWaitingLane(on.db, elsewhere)).toBeUndefined()
    expect((await begin(ctx, id)).delivery).toMatchObject({
      request: { method: 'lead.created' },
      attempts: 2,
    })
  })

  test('is kept with what came of it, one that nobody saw the end of too, and tells of the health', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    await tryOnce(ctx, id, { kind: 'again', afterMs: 0, error })
    expect((await getIntegration(ctx, id)).health).toMatchObject({
      lastSuccessAt: null,
      lastError: { ...error, at: expect.any(String) as unknown },
    })
    await begin(ctx, id)
    await system(`update delivery_lanes set lease_until = now() where lane = '${hookLane(id)}'`)
    const deliveryId = await tryOnce(ctx, id, { kind: 'sent', result: { status: 200, body: 'thanks' } })
    expect(await getDelivery(ctx, deliveryId)).toMatchObject({
      state: 'sent',
      attempts: 3,
      answer: { status: 200, body: 'thanks' },
      tries: [error, { code: 'lost' }, { code: '200' }],
    })
    expect((await getIntegration(ctx, id)).health).toMatchObject({
      lastSuccessAt: expect.any(String) as unknown,
      failingSince: null,
    })
  })

  test('without an end does not make an event unknown: its receiver knows a repeat', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    for (let n = 0; n < 8; n++) {
      await begin(ctx, id)
      await system(`update delivery_lanes set lease_until = now() where lane = '${hookLane(id)}'`)
    }
    expect((await begin(ctx, id)).delivery.attempts).toBe(9)
  })

  test('of the end of the schedule disables who took nothing, and a person sends it all again (W08)', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    for (const _ of [1, 2, 3]) await happens(ctx)
    const first = await tryOnce(ctx, id, dead)
    expect(await getIntegration(ctx, id)).toMatchObject({ status: 'disabled' })
    expect((await eventsOf(ctx)).filter((name) => name === 'integration.disabled')).toHaveLength(1)
    await happens(ctx)
    expect(await claim(ctx, hookLane(id))).toBeUndefined()
    expect((await told(ctx)).map((d) => d.state)).toEqual(['pending', 'pending', 'pending', 'failed'])

    await resumeIntegration(ctx, id)
    expect(await replayIntegration(ctx, id)).toEqual({ replayed: 1 })
    expect(await replayIntegration(ctx, id)).toEqual({ replayed: 0 })
    const sent = []
    for (let n = 0; n < 4; n++)
      sent.push(await tryOnce(ctx, id, { kind: 'sent', result: { status: 200, body: '' } }))
    const ids = await Promise.all(
      [first, ...sent].map(async (one) => (await getDelivery(ctx, one)).request.params),
    )
    expect((ids[0] as { id: string }).id).toBe((ids.at(-1) as { id: string }).id)
    expect(new Set(ids.map((params) => (params as { id: string }).id)).size).toBe(4)
  })

  test('that ends one event leaves an integration be that took others since', async () => {
    const ctx = await on.workspace()
    const { id } = await create(ctx)
    await happens(ctx)
    await happens(ctx)
    await tryOnce(ctx, id, { kind: 'again', afterMs: 60_000, error })
    await tryOnce(ctx, id, { kind: 'sent', result: { status: 200, body: '' } })
    await system(`update deliveries set run_at = now() where state = 'pending'`)
    await tryOnce(ctx, id, dead)
    expect(await getIntegration(ctx, id)).toMatchObject({ status: 'active' })
    await happens(ctx)
    await tryOnce(ctx, id, { ...dead, stops: 'gone' })
    expect(await getIntegration(ctx, id)).toMatchObject({ status: 'disabled' })
  })
})
