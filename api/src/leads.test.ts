import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import { captureIntake } from '@cartie/db/services/lead-intake/capture'
import { claimIntakes } from '@cartie/db/services/lead-intake/claim'
import type { CapturedLead, Lead } from '@cartie/shared/schemas/lead'
import type { LeadFormReply, LeadImport } from '@cartie/shared/schemas/lead-intake'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('OPERATOR')
})
afterAll(() => api.close())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  api.ask(`/api/v1${path}`, { method: 'POST', key, body, headers })
const json = async <T>(reply: Promise<Response>) => (await (await reply).json()) as T
/** Does what the workers do: captures all that waits. */
async function capture() {
  const ctx = api.contextOf('OWNER')
  for (const intake of await claimIntakes(ctx, { limit: 1000, leaseMs: 30_000 }))
    await captureIntake(ctx, intake)
}
const leads = async (q: string) =>
  (await json<{ data: Lead[] }>(api.ask(`/api/v1/leads?q=${encodeURIComponent(q)}`, { key }))).data

describe('the form of visitors', () => {
  let visitor = 0
  let address: string
  beforeEach(() => {
    address = `198.51.100.${++visitor}`
  })
  const form = { workspace: 'cartie', name: 'Visitor', phone: '067 123 45 67', consent: true }
  const send = (body: unknown, headers: Record<string, string> = {}) =>
    api.ask('/api/v1/public/leads', {
      method: 'POST',
      body,
      headers: { 'x-forwarded-for': address, ...headers },
    })
  const waiting = () =>
    withSystemTx(api.db, async ({ sql }) => {
      const [row] = await sql<
        [{ n: number }]
      >`select count(*)::int as n from lead_intakes where source = 'form'`
      return row.n
    })

  test('is open to everybody, thanks in their language, and tells nothing that helps guessing', async () => {
    const first = await send(form, { 'accept-language': 'uk' })
    const known = await send({ ...form, request: 'once more' }, { 'accept-language': 'uk' })
    const robot = await send({ ...form, website: 'https://spam.example' }, { 'accept-language': 'uk' })
    const answers = await Promise.all(
      [first, known, robot].map((r) => json<LeadFormReply>(Promise.resolve(r))),
    )
    expect([first, known, robot].map((r) => r.status)).toEqual([202, 202, 202])
    for (const answer of answers) {
      expect(answer).toEqual({
        accepted: true,
        message: expect.stringContaining('Дякуємо') as string,
        code: expect.stringMatching(/^L-[0-9A-Z]{6}$/) as string,
      })
    }
    const [code, otherCode] = answers.map((answer) => answer.code)
    expect(new Set(answers.map((answer) => answer.code)).size).toBe(3)
    expect(first.headers.get('location')).toBeNull()
    await capture()
    const [lead, ...others] = await leads('Visitor')
    expect(others).toEqual([])
    expect(lead).toMatchObject({ source: 'form', phone: '+380671234567', request: 'once more' })
    expect(lead!.consentAt).not.toBeNull()
    // The code that a new visitor was told is the lead's own; by that of the second visit it is found too.
    expect(lead!.code).toBe(code)
    expect((await leads(otherCode!)).map((one) => one.id)).toEqual([lead!.id])
  })

  test('takes a request once, however often it is sent with one Idempotency-Key', async () => {
    const before = await waiting()
    const headers = { 'idempotency-key': 'visit-1' }
    const replies = await Promise.all(Array.from({ length: 8 }, () => send(form, headers)))
    expect(replies.map((r) => r.status)).toEqual(Array.from({ length: 8 }, () => 202))
    expect(await waiting()).toBe(before + 1)
    expect((await send({ ...form, name: 'Other' }, headers)).status).toBe(422)
  })

  test('takes ten a minute of one address, and others go on', async () => {
    const before = await waiting()
    const statuses = await Promise.all(Array.from({ length: 14 }, async () => (await send(form)).status))
    expect(statuses.filter((s) => s === 202)).toHaveLength(10)
    expect(statuses.filter((s) => s === 429)).toHaveLength(4)
    address = '203.0.113.9'
    expect((await send(form)).status).toBe(202)
    expect(await waiting()).toBe(before + 11)
  })

  test.each([
    [{ ...form, consent: false }, '/consent'],
    [{ ...form, phone: '12' }, '/phone'],
    [{ ...form, name: ' ' }, '/name'],
    [{ ...form, status: 'WON' }, '/status'],
  ])('refuses %j by its field', async (body, pointer) => {
    const reply = await send(body)
    expect(reply.status).toBe(400)
    expect(await reply.json()).toMatchObject({ errors: [{ pointer }] })
  })

  test('of one company wait for each other alone: another is served, and what is too much is told to come back', async () => {
    const before = await waiting()
    const [held, locked] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    // Nothing of this company gets on.
    const holding = withSystemTx(api.db, async ({ sql }) => {
      await sql`select pg_advisory_xact_lock(workspace_key(${api.workspaceId}))`
      locked.resolve()
      await held.promise
    })
    await locked.promise
    const refused: Response[] = []
    const flood = Array.from({ length: 70 }, async (_, n) => {
      const headers = { 'x-forwarded-for': `203.0.113.${n}` }
      const reply = await send({ ...form, phone: `067 200 00 ${10 + n}` }, headers)
      if (reply.status === 503) refused.push(reply)
      return reply.status
    })
    await expect.poll(() => refused.length).toBe(7)
    expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(Array(7).fill('1'))
    expect((await send({ ...form, workspace: 'other' })).status).toBe(202)
    held.resolve()
    await holding
    const statuses = await Promise.all(flood)
    expect(statuses.filter((status) => status === 202)).toHaveLength(63)
    expect(await waiting()).toBe(before + 64)
  })

  test('shows the company by its name and colour, and nothing else of it', async () => {
    const reply = await api.ask('/api/v1/public/companies/cartie')
    expect(await reply.json()).toEqual({
      name: 'Cartie Auto',
      accent: '#D4AF37',
      logo: null,
      currency: 'USD',
      opens: null,
    })
  })

  test('of a company that does not exist is not found', async () => {
    expect((await send({ ...form, workspace: 'nobody' })).status).toBe(404)
    expect((await api.ask('/api/v1/public/companies/nobody')).status).toBe(404)
  })
})

describe('the leads', () => {
  test('a lead lives through all its endpoints', async () => {
    const { members } = await withSystemTx(api.db, async ({ sql }) => {
      const [user] = await sql<[{ id: string }]>`
        insert into users (name, email) values ('Оператор', 'operator@cartie.test') returning id`
      await sql`insert into members (workspace_id, user_id, role) values (${api.workspaceId}, ${user.id}, 'OPERATOR')`
      return { members: [user.id] }
    })
    const people = await json<{ data: { id: string; name: string; role: string }[] }>(
      api.ask('/api/v1/members', { key }),
    )
    expect(people.data).toContainEqual(
      expect.objectContaining({ id: members[0], name: 'Оператор', role: 'OPERATOR', email: null }),
    )
    expect(JSON.stringify(people)).not.toContain('@')

    const a = await json<CapturedLead>(post('/leads', { name: 'Олена', phone: '0501112233', tags: ['hot'] }))
    expect(a).toMatchObject({ outcome: 'created', source: 'api', phone: '+380501112233' })
    const path = `/leads/${a.id}`
    expect((await post(`${path}/status`, { status: 'CONTACTED' })).status).toBe(200)
    expect((await post(`${path}/status`, { status: 'WON' })).status).toBe(409)
    expect(await json(post(`${path}/assign`, { ownerId: members[0] }))).toMatchObject({ ownerId: members[0] })
    expect(await json(post(`${path}/tags`, { add: ['vip'] }))).toMatchObject({ tags: ['hot', 'vip'] })
    expect((await post(`${path}/notes`, { text: 'called' })).status).toBe(201)
    const reminder = await json<{ id: string }>(
      post(`${path}/reminders`, { text: 'call again', dueAt: '2030-01-01T09:00:00.000Z' }),
    )
    const patch = (url: string, body: unknown) => api.ask(`/api/v1${url}`, { method: 'PATCH', key, body })
    expect(await json(patch(`${path}/reminders/${reminder.id}`, { done: true }))).toMatchObject({
      doneAt: expect.any(String) as string,
    })
    expect(await json(patch(path, { city: 'Львів' }))).toMatchObject({ city: 'Львів' })
    expect((await patch(path, { phone: '12' })).status).toBe(400)

    const b = await json<CapturedLead>(post('/leads', { name: 'Оля', phone: '0502223344' }))
    await post(`${path}/merge`, { leadId: b.id })
    const detail = await json<{ merges: { activityId: number }[] }>(api.ask(`/api/v1${path}`, { key }))
    expect(await json(post(`${path}/unmerge`, { activityId: detail.merges[0]!.activityId }))).toMatchObject({
      lead: { id: a.id },
      separated: { id: b.id, name: 'Оля' },
    })
    const story = await json<{ data: { kind: string }[] }>(
      api.ask(`/api/v1${path}/story?order=oldest`, { key }),
    )
    expect(story.data.length).toBeGreaterThanOrEqual(9)
    const board = await json<{ columns: { status: string; count: number }[] }>(
      api.ask('/api/v1/leads/board?q=0501112233', { key }),
    )
    expect(board.columns.find((c) => c.status === 'CONTACTED')).toMatchObject({ count: 1 })
    expect((await json<{ total: number }>(api.ask('/api/v1/leads/facets?tags=vip', { key }))).total).toBe(1)

    expect((await api.ask(`/api/v1${path}`, { method: 'DELETE', key })).status).toBe(403)
    const manager = await api.keyOf('MANAGER')
    expect((await api.ask(`/api/v1${path}`, { method: 'DELETE', key: manager })).status).toBe(204)
    expect((await api.ask(`/api/v1${path}/restore`, { method: 'POST', key: manager, body: {} })).status).toBe(
      200,
    )
  })

  test('what is exported comes back as it is: the import knows each lead by its code, and nothing is new', async () => {
    const one = { name: 'Export', phone: '0503334455', city: 'Київ', yearFrom: 2015, email: 'e@example.com' }
    const { id, code } = await json<CapturedLead>(post('/leads', one))
    const csv = await (await api.ask('/api/v1/leads/export.csv?q=0503334455', { key })).text()
    const [head, line] = csv.replace('\ufeff', '').trim().split('\r\n') as [string, string]
    const cells = line.split(',')
    const row = Object.fromEntries(head.split(',').map((name, i) => [name, cells[i]!]))
    expect(row).toMatchObject({
      code,
      name: 'Export',
      phone: "'+380503334455",
      yearFrom: '2015',
      status: 'NEW',
    })
    const batch = await post('/leads/import', {
      rows: [
        {
          code: row.code,
          name: row.name,
          phone: row.phone,
          city: row.city,
          email: row.email,
          status: row.status,
          yearFrom: Number(row.yearFrom),
        },
        { name: 'Imported', phone: '050 444 55 66', status: 'CONTACTED', tags: ['old'] },
      ],
    })
    expect(batch.status).toBe(202)
    await capture()
    const state = await json<LeadImport>(api.ask(batch.headers.get('location')!, { key }))
    expect(state).toMatchObject({ total: 2, pending: 0, unchanged: 1, created: 1, setAside: 0 })
    expect(await leads('Export')).toMatchObject([{ id, version: 1 }])
    expect(await leads('Imported')).toMatchObject([{ status: 'CONTACTED', tags: ['old'], source: 'api' }])
  })

  test('what was set aside is shown with its reason, and can be tried again', async () => {
    await post('/leads/import', { rows: [{ name: 'Aside' }] })
    const [row] = await withSystemTx(
      api.db,
      ({ sql }) => sql<[{ id: string }]>`
        update lead_intakes set status = 'set_aside', error = 'It was odd.' where given ->> 'name' = 'Aside' returning id`,
    )
    const aside = await json<{ data: unknown[] }>(api.ask('/api/v1/leads/intakes', { key }))
    expect(aside.data).toMatchObject([{ id: row.id, error: 'It was odd.', given: { name: 'Aside' } }])
    expect((await post(`/leads/intakes/${row.id}/retry`, {})).status).toBe(204)
    await capture()
    expect(await leads('Aside')).toHaveLength(1)
  })
})
