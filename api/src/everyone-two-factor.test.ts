import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import type { Role } from '@cartie/shared/domain/roles'
import type { Endpoint } from '@cartie/shared/endpoint'
import { endpoints } from '@cartie/shared/endpoints/all'
import type { TwoFactorSetUp } from '@cartie/shared/schemas/account'
import { testApi, until, type TestApi } from './testing/test-api.ts'
import { addPerson, testPassword } from './testing/test-people.ts'
import { totpOf } from './testing/totp.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
beforeEach(() => demand(false))
afterAll(() => api.close())

let asked = 0
/** From an address of its own each: an address has its own tries. */
const ask: TestApi['ask'] = (path, more = {}) =>
  api.ask(path, {
    ...more,
    headers: { 'x-forwarded-for': `203.0.${113 + (++asked >> 8)}.${asked & 255}`, ...more.headers },
  })
const demand = (on: boolean) =>
  withSystemTx(
    api.db,
    ({ sql }) => sql`update workspaces set two_factor_required = ${on} where id = ${api.workspaceId}`,
  )
const flag = (email: string) =>
  withSystemTx(api.db, ({ sql }) => sql`update users set two_factor_enabled = true where email = ${email}`)
async function person(role: Role): Promise<{ email: string; cookie: string }> {
  const email = await addPerson(api, role)
  const reply = await ask('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password: testPassword },
    headers: { origin: api.publicUrl },
  })
  return {
    email,
    cookie: reply.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  }
}
const turn = (on: boolean, who: { cookie?: string; key?: string }) =>
  ask('/api/v1/workspace', { method: 'PATCH', body: { twoFactorRequired: on }, ...who })
const codeOf = async (reply: Response) => ((await reply.json()) as { code?: string }).code
const walk = (endpoint: Endpoint, who: { cookie?: string; key?: string }) =>
  ask(`/api/v1${endpoint.path.replace(/:\w+/g, api.workspaceId)}`, {
    method: endpoint.method,
    ...who,
    ...(endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { body: {} }),
  })

describe('where everybody needs a second factor', () => {
  test('no route of the workspace answers a person without one, whatever their role: each names the cure', async () => {
    const { cookie } = await person('OWNER')
    await demand(true)
    const own = endpoints.filter(({ access }) => access !== 'public')
    const open = own.filter((endpoint: Endpoint) => endpoint.beforeTwoFactor).map(({ id }) => id)
    expect(open).toEqual(['me.setUpTwoFactor', 'me.confirmTwoFactor', 'me.get'])
    for (const endpoint of own) {
      const reply = await walk(endpoint, { cookie })
      const told = open.includes(endpoint.id) ? undefined : [403, 'two_factor_required']
      if (told) expect([reply.status, await codeOf(reply)], endpoint.id).toEqual(told)
      else expect([reply.status, await codeOf(reply)], endpoint.id).not.toContain('two_factor_required')
    }
    const queues = await ask('/admin/queues', { cookie })
    expect([queues.status, await codeOf(queues)]).toEqual([403, 'two_factor_required'])
  })

  test('a person who sets one up goes on at once, and their other workspaces never stopped', async () => {
    const { email, cookie } = await person('MANAGER')
    await withSystemTx(
      api.db,
      ({ sql }) => sql`
        insert into members (workspace_id, user_id, role)
        select ${api.otherWorkspaceId}, id, 'MANAGER' from users where email = ${email}`,
    )
    await demand(true)
    const leads = (who: string, workspace: string) =>
      ask('/api/v1/leads', { cookie: who, headers: { 'x-workspace': workspace } })
    expect((await leads(cookie, api.workspaceId)).status).toBe(403)
    expect((await leads(cookie, api.otherWorkspaceId)).status).toBe(200)
    const made = (await (
      await ask('/api/v1/me/two-factor', { method: 'POST', cookie, body: { password: testPassword } })
    ).json()) as TwoFactorSetUp
    const confirmed = await ask('/api/v1/me/two-factor/confirmation', {
      method: 'POST',
      cookie,
      body: { code: totpOf(made.uri) },
    })
    const renewed = confirmed.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    expect((await leads(renewed, api.workspaceId)).status).toBe(200)
  })

  test('keys work on', async () => {
    await demand(true)
    expect((await ask('/api/v1/leads', { key: await api.keyOf('MANAGER') })).status).toBe(200)
  })
})

describe('asking a second factor of everybody', () => {
  test('is for who has one themself: no other person, no key, no lower role, and nobody of another workspace', async () => {
    const [admin, manager] = [await person('ADMIN'), await person('MANAGER')]
    const refused = await turn(true, admin)
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      errors: [{ pointer: '/twoFactorRequired', code: 'own_two_factor' }],
    })
    expect((await turn(true, { key: await api.keyOf('OWNER') })).status).toBe(422)
    await Promise.all([flag(admin.email), flag(manager.email)])
    expect((await turn(true, manager)).status).toBe(403)
    const elsewhere = { 'x-workspace': api.otherWorkspaceId }
    const body = { twoFactorRequired: true }
    const foreign = { method: 'PATCH', body, cookie: admin.cookie, headers: elsewhere }
    expect((await ask('/api/v1/workspace', foreign)).status).toBe(404)
    expect(await (await turn(true, admin)).json()).toMatchObject({ twoFactorRequired: true })
    expect(await (await turn(false, admin)).json()).toMatchObject({ twoFactorRequired: false })
  })

  test('ends what a person without one listens to', async () => {
    const [admin, listener] = [await person('ADMIN'), await person('VIEWER')]
    await flag(admin.email)
    const stream = await ask('/api/v1/events', listener)
    const reader = stream.body!.getReader()
    await reader.read()
    await turn(true, admin)
    await until(async () => (await reader.read()).done, 10_000)
  })

  test('is seen in the list of people by who may manage them: who has one', async () => {
    const [admin, manager] = [await person('ADMIN'), await person('MANAGER')]
    await flag(admin.email)
    const listed = async (cookie: string) =>
      (
        (await (await ask('/api/v1/members', { cookie })).json()) as {
          data: { email: string | null; twoFactor: boolean | null }[]
        }
      ).data
    const all = await listed(admin.cookie)
    expect(all.find((one) => one.email === admin.email)).toMatchObject({ twoFactor: true })
    expect(all.find((one) => one.email === manager.email)).toMatchObject({ twoFactor: false })
    expect((await listed(manager.cookie)).every((one) => one.twoFactor === null)).toBe(true)
  })
})
