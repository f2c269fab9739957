import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withTx } from '@cartie/db/client'
import { createLead } from '@cartie/db/services/lead/create'
import { deleteLead } from '@cartie/db/services/lead/delete'
import { createListing } from '@cartie/db/services/listing/create'
import { resendDelivery } from '@cartie/db/services/delivery/resend'
import { getIntegration } from '@cartie/db/services/integration/get'
import { pauseIntegration } from '@cartie/db/services/integration/pause'
import { pingIntegration } from '@cartie/db/services/integration/ping'
import { resumeIntegration } from '@cartie/db/services/integration/resume'
import { googleError, googleQuota, startGoogle, type GoogleServer } from '../testing/google-server.ts'
import { serviceWorld } from '../testing/service-world.ts'
import { googleSheetsService } from './google-sheets.ts'
import type { Service } from '../service.ts'

let google: GoogleServer
let service: Service
const on = serviceWorld(() => ({ GOOGLE_SHEETS: service }))
beforeAll(async () => {
  google = await startGoogle()
})
afterAll(() => google.close())
beforeEach(() => {
  service = googleSheetsService({ sheetsUrl: google.url, tokenUrl: google.tokenUrl })
  google.tabs.clear()
  google.tabs.set('Ліди', [])
  google.calls.length = 0
  google.fault = undefined
  google.isShared = true
})

const create = (config: Record<string, unknown> = {}, secret = google.key) =>
  on.create({
    type: 'GOOGLE_SHEETS',
    config: {
      what: 'leads',
      spreadsheet: google.spreadsheet,
      tab: 'Ліди',
      columns: ['name', 'phone'],
      ...config,
    },
    secret,
  })
const lead = (name: string, more: Record<string, unknown> = {}) =>
  createLead(on.ctx(), { name, separate: true, ...more })
const rows = () => google.tabs.get('Ліди')!
const message = expect.stringMatching(/^msg_[0-9a-f-]{36}$/) as unknown
const appends = () => google.done().filter((one) => one.endsWith(':append')).length

describe('a sheet of leads', () => {
  test('gets its headings once and a row for each new lead, as text even where it looks like a formula', async () => {
    const { id } = await create()
    await lead('=HYPERLINK("http://x";"y")', { phone: '+380671234567' })
    await lead('Олена')
    await on.drain(id)
    expect(rows()).toEqual([
      ['Подія', 'Імʼя', 'Телефон'],
      [message, '=HYPERLINK("http://x";"y")', '+380671234567'],
      [message, 'Олена', ''],
    ])
    expect((await on.told()).map(({ state, answer }) => [state, answer?.status])).toEqual([
      ['sent', 200],
      ['sent', 200],
    ])
    expect(google.calls.filter(({ path }) => path === '/token')).toHaveLength(1)
  })

  test('gets a row once, though the answer was lost, the worker died, or a person sent it again', async () => {
    const { id } = await create()
    google.fault = ({ path }) => (path.endsWith(':append') && appends() === 1 ? 'lost' : undefined)
    await lead('Олена')
    await on.drain(id)
    expect(rows()).toHaveLength(2)
    const [sent] = await on.told()
    expect(sent).toMatchObject({ state: 'sent', attempts: 2, tries: [{ code: 'RESET' }, { code: '200' }] })
    await on.crash(id)
    await on.drain(id)
    expect(await on.told()).toMatchObject([
      { state: 'sent', tries: [{}, {}, { code: 'lost' }, { code: '200' }] },
    ])
    await resendDelivery(on.ctx(), sent!.id)
    await on.drain(id)
    expect((await on.told()).map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect([rows().length, appends()]).toEqual([2, 1])
  })

  test('gets the row of a try that hung once Google answers again', async () => {
    const { id } = await create()
    google.fault = () => 'hang'
    await lead('Олена')
    await on.drain(id, { callMs: 300, pausesMs: [] })
    expect(await on.told()).toMatchObject([{ state: 'failed', error: { code: 'DEADLINE' } }])
    expect(await getIntegration(on.ctx(), id)).toMatchObject({ status: 'disabled' })
    google.fault = undefined
    await resumeIntegration(on.ctx(), id)
    await resendDelivery(on.ctx(), (await on.told())[0]!.id)
    await on.drain(id)
    expect(rows()).toHaveLength(2)
  })

  test.each<[string, string, () => void, string]>([
    [
      'that is not shared',
      'sheets_share',
      () => (google.isShared = false),
      'Share the sheet with cartie@dealer-42',
    ],
    ['of no such tab', 'sheets_tab', () => google.tabs.clear(), 'no such tab'],
    [
      'of a project without the API',
      'sheets_off',
      () => {
        google.fault = ({ path }) =>
          path === '/token'
            ? undefined
            : googleError(403, 'PERMISSION_DENIED', 'Google Sheets API has not been used in project 1 before')
      },
      'project of cartie@dealer-42',
    ],
  ])(
    '%s says what is to be done, loses nothing, and has the row once that is done',
    async (_, code, harm, words) => {
      const { id } = await create()
      harm()
      await lead('Олена')
      await on.drain(id, { pausesMs: [60_000] })
      expect(await on.told()).toMatchObject([{ state: 'pending', attempts: 1 }])
      expect((await getIntegration(on.ctx(), id)).health.lastError).toMatchObject({
        code,
        message: expect.stringContaining(words) as unknown,
      })
      google.isShared = true
      google.fault = undefined
      google.tabs.set('Ліди', [])
      await on.system(`update deliveries set run_at = now()`)
      await on.drain(id)
      expect(rows()).toHaveLength(2)
    },
  )

  test('is told apart from one that does not exist, and from a key that Google does not accept', async () => {
    const gone = await create({ spreadsheet: 'x'.repeat(44) })
    const wrong = await create({}, (await startedElsewhere()).key)
    for (const { id } of [gone, wrong]) {
      await pingIntegration(on.ctx(), id)
      await on.drain(id, { isTest: true })
    }
    expect((await on.told()).map(({ state, error }) => [state, error?.code])).toEqual([
      ['failed', 'sheets_gone'],
      ['failed', 'sheets_key'],
    ])
  })

  test('waits a minute at least where Google asks for a pause', async () => {
    const { id } = await create()
    google.fault = ({ path }) => (path.endsWith(':append') ? googleQuota : undefined)
    await lead('Олена')
    await on.drain(id)
    const [waiting] = await on.told()
    expect(waiting).toMatchObject({ state: 'pending', attempts: 1, error: { code: 'sheets_quota' } })
    expect(Date.parse(waiting!.runAt) - Date.now()).toBeGreaterThan(50_000)
  })

  test('is tested by writing what stands there already: no row is added', async () => {
    const { id } = await create()
    for (const _ of [1, 2]) {
      await pingIntegration(on.ctx(), id)
      await on.drain(id, { isTest: true })
    }
    expect(rows()).toEqual([['Подія', 'Імʼя', 'Телефон']])
    expect((await on.told()).map(({ state }) => state)).toEqual(['sent', 'sent'])
    google.isShared = false
    await pingIntegration(on.ctx(), id)
    await on.drain(id, { isTest: true })
    expect((await on.told())[2]).toMatchObject({ state: 'failed', error: { code: 'sheets_share' } })
  })

  test('keeps what happens while it is paused, its own headings too, and skips what was deleted meanwhile', async () => {
    google.tabs.set('Ліди', [['№', 'Клієнт']])
    const { id } = await create()
    await pauseIntegration(on.ctx(), id)
    await lead('Олена')
    await deleteLead(on.ctx(), (await lead('Тарас')).id)
    await on.drain(id)
    expect(google.calls).toEqual([])
    await resumeIntegration(on.ctx(), id)
    await on.drain(id)
    expect(rows().map(([, name]) => name)).toEqual(['Клієнт', 'Олена'])
    expect((await on.told()).map(({ state, error }) => [state, error?.code])).toEqual([
      ['sent', undefined],
      ['skipped', 'skipped_deleted'],
    ])
    expect((await getIntegration(on.ctx(), id)).health).toMatchObject({ failingSince: null, lastError: null })
  })

  test('is written with a key that nobody reads again, in the database, in logs or in an address (K01)', async () => {
    const { id } = await create()
    google.fault = ({ path }) =>
      path === '/token' ? { status: 500, json: { error: 'internal' } } : undefined
    await lead('Олена')
    await on.drain(id)
    google.fault = undefined
    await on.system(`update deliveries set state = 'pending', attempts = 0, run_at = now()`)
    await resumeIntegration(on.ctx(), id)
    await on.drain(id)
    const { private_key: secret } = JSON.parse(google.key) as { private_key: string }
    const tokens = new Set(google.calls.flatMap(({ bearer }) => bearer ?? []))
    expect([rows().length, tokens.size]).toEqual([2, 1])
    const parts = [secret.slice(40, 80), JSON.stringify(secret).slice(40, 80), ...tokens]
    await on.expectNowhere(...parts)
    for (const part of parts) expect(google.addresses()).not.toContain(part)
  })
})

test('a sheet of cars gets all cars of one event in one call, and hears of no lead', async () => {
  const { id } = await create({ what: 'cars', columns: ['title', 'price', 'currency'], language: 'en' })
  await lead('Олена')
  const ids: string[] = []
  const price = { amount: 35_000, currency: 'USD' }
  for (const title of ['BMW X5', 'Audi A6']) ids.push((await createListing(on.ctx(), { title, price })).id)
  await on.drain(id)
  await withTx(on.ctx(), async (tx) => tx.record('listing.created', { listingIds: [...ids, randomUUID()] }))
  await on.drain(id)
  expect(rows().map((row) => row.slice(1))).toEqual([
    ['Title', 'Price', 'Currency'],
    ['BMW X5', 35_000, 'USD'],
    ['Audi A6', 35_000, 'USD'],
    ['BMW X5', 35_000, 'USD'],
    ['Audi A6', 35_000, 'USD'],
  ])
  expect(new Set(rows().map(([event]) => event)).size).toBe(4)
  expect(appends()).toBe(3)
})

/** A Google that knows another key. */
async function startedElsewhere(): Promise<GoogleServer> {
  const other = await startGoogle()
  await other.close()
  return other
}
