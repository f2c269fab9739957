import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import { makeOperator } from '@cartie/db/services/operator/make-operator'
import type { Role } from '@cartie/shared/domain/roles'
import type { OperatorDeed, WorkspaceHealth } from '@cartie/shared/schemas/operator'
import { testApi, type TestApi } from './testing/test-api.ts'
import { addPerson, testPassword } from './testing/test-people.ts'

let api: TestApi
let operator: string
beforeAll(async () => {
  api = await testApi()
  operator = await api.signIn()
})
afterAll(() => api.close())

/** Somebody of a workspace, signed in. */
async function member(role: Role, workspaceId?: string): Promise<{ email: string; cookie: string }> {
  const email = await addPerson(api, role, workspaceId)
  return { email, cookie: await signIn(email, testPassword) }
}
const signIn = async (email: string, text: string) => {
  const body = { email, password: text }
  const reply = await api.ask('/api/auth/sign-in/email', {
    method: 'POST',
    body,
    headers: { origin: api.publicUrl },
  })
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
const paths = ['/api/v1/operator/workspaces', '/api/v1/operator/deeds', '/admin/queues']
const statuses = (cookie: string) =>
  Promise.all(paths.map(async (path) => (await api.ask(path, { cookie })).status))
const deeds = async () =>
  ((await (await api.ask('/api/v1/operator/deeds', { cookie: operator })).json()) as { data: OperatorDeed[] })
    .data

describe('who runs the installation', () => {
  test('is the seeded owner, and whom somebody at the machine names, as long as they do; nobody else (M05)', async () => {
    expect(await statuses(operator)).toEqual([200, 200, 200])
    const owner = await member('OWNER')
    expect(await statuses(owner.cookie)).toEqual([403, 403, 403])
    await makeOperator(api.db, { email: owner.email, on: true })
    expect(await statuses(owner.cookie)).toEqual([200, 200, 200])
    await makeOperator(api.db, { email: owner.email, on: false })
    expect(await statuses(owner.cookie)).toEqual([403, 403, 403])
    expect((await deeds()).slice(0, 2)).toMatchObject([
      { deed: 'operator_made', by: null, subject: `${owner.email}: no more` },
      { deed: 'operator_made', by: null, subject: owner.email },
    ])
  })

  test('sees of every workspace how many of what is there, and nothing of what it is', async () => {
    await withSystemTx(
      api.db,
      ({ sql }) => sql`
        insert into leads (workspace_id, code, name, source)
        values (${api.otherWorkspaceId}, 'L-CANARY', 'canary-person', 'MANUAL')`,
    )
    const text = await (await api.ask('/api/v1/operator/workspaces', { cookie: operator })).text()
    const { data } = JSON.parse(text) as { data: WorkspaceHealth[] }
    expect(data).toMatchObject([
      { slug: 'cartie', leads: 0 },
      { name: 'Other', leads: 1, members: 0, failed: 0 },
    ])
    expect(text).not.toMatch(/canary/i)
    // Running it is no membership: what is in it stays shut.
    const inside = await api.ask('/api/v1/leads', { cookie: operator, headers: { 'x-workspace': 'other' } })
    expect(inside.status).toBe(404)
    // Deleted, it is there no more, though its rows go a few at a time.
    const deleted = (at: string | null) =>
      withSystemTx(
        api.db,
        ({ sql }) => sql`update workspaces set deleted_at = ${at} where id = ${api.otherWorkspaceId}`,
      )
    await deleted('2026-01-01')
    const left: unknown = await (await api.ask('/api/v1/operator/workspaces', { cookie: operator })).json()
    await deleted(null)
    expect(left).toMatchObject({ data: [{ slug: 'cartie' }] })
  })

  test('makes a link to a new password for a person of any workspace, which is written down', async () => {
    const { email } = await member('OWNER', api.otherWorkspaceId)
    const make = (of: string, cookie = operator) =>
      api.ask('/api/v1/operator/password-links', { method: 'POST', cookie, body: { email: of } })
    expect((await make('nobody@cartie.test')).status).toBe(404)
    const reply = await make(email)
    const { path } = (await reply.json()) as { path: string }
    const used = await api.ask(`/api/v1/public/password-links/${path.split('/').at(-1)}`, {
      method: 'POST',
      body: { password: 'another password' },
    })
    expect([reply.status, used.status]).toEqual([201, 204])
    expect(await signIn(email, 'another password')).toContain('session_token')
    expect((await deeds())[0]).toMatchObject({ deed: 'password_link', subject: email })
    expect((await make(email, (await member('ADMIN')).cookie)).status).toBe(403)
  })

  test('makes a link that confirms an address, once, which is written down; nobody else does', async () => {
    const [owner, admin] = [await member('OWNER', api.otherWorkspaceId), await member('ADMIN')]
    const make = (of: string, who: { cookie?: string; key?: string } = { cookie: operator }) =>
      api.ask('/api/v1/operator/email-links', { method: 'POST', ...who, body: { email: of } })
    expect((await make('nobody@cartie.test')).status).toBe(404)
    expect((await make(owner.email, admin)).status).toBe(403)
    expect((await make(owner.email, owner)).status).toBe(403)
    expect((await make(owner.email, { key: await api.keyOf('OWNER') })).status).toBe(403)
    const pathOf = async (reply: Response) => ((await reply.json()) as { path: string }).path
    const [early, path] = [await pathOf(await make(owner.email)), await pathOf(await make(owner.email))]
    const use = (of: string) =>
      api.ask(`/api/v1/public/email-links/${of.split('/').at(-1)}`, { method: 'POST' })
    expect([(await use(early)).status, (await use(path)).status, (await use(path)).status]).toEqual([
      404, 204, 404,
    ])
    expect(await (await api.ask('/api/v1/me', { cookie: owner.cookie })).json()).toMatchObject({
      user: { email: owner.email, emailVerified: true },
    })
    expect((await deeds())[0]).toMatchObject({ deed: 'email_link', subject: owner.email })
    expect((await make(owner.email)).status).toBe(409)
    expect(api.log()).not.toContain(path.split('/').at(-1))
  })

  test('is asked about the queues by everybody but where there is one workspace alone: then its owners and admins are', async () => {
    const [admin, manager] = [await member('ADMIN'), await member('MANAGER')]
    const queues = async (cookie: string) => (await api.ask('/admin/queues', { cookie })).status
    expect([await queues(admin.cookie), await queues(manager.cookie)]).toEqual([403, 403])
    await withSystemTx(
      api.db,
      ({ sql }) => sql`update workspaces set deleted_at = now() where id = ${api.otherWorkspaceId}`,
    )
    expect([await queues(admin.cookie), await queues(manager.cookie)]).toEqual([200, 403])
    expect(await (await api.ask('/api/v1/me', { cookie: admin.cookie })).json()).toMatchObject({
      queues: true,
    })
  })
})
