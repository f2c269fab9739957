import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { InvitationMade, Member, OpenInvitation } from '@cartie/shared/schemas/people'
import { testApi, until, type TestApi } from './testing/test-api.ts'

let api: TestApi
let owner: string
beforeAll(async () => {
  api = await testApi()
  owner = await api.signIn()
})
afterAll(() => api.close())

const password = 'a long password'
let asked = 0
/** Each asks from an address of its own: how often one may try in a minute is another matter. */
const ask: TestApi['ask'] = (path, { headers, ...more } = {}) =>
  api.ask(path, { ...more, headers: { 'x-forwarded-for': `203.0.113.${++asked}`, ...headers } })
const json = async <T>(reply: Response) => (await reply.json()) as T
const invite = async (email: string, role = 'ADMIN') =>
  json<InvitationMade>(
    await ask('/api/v1/invitations', { method: 'POST', cookie: owner, body: { email, role } }),
  )
const tokenOf = ({ path }: InvitationMade) => path?.split('/').at(-1)
const linkOf = (made: InvitationMade) => `/api/v1/public/invitations/${tokenOf(made)}`
const signInAs = async (email: string) => {
  const reply = await ask('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password },
    headers: { origin: api.publicUrl },
  })
  return reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}
/** A colleague who has come by an invitation. */
async function colleague(email: string, role = 'ADMIN') {
  const link = linkOf(await invite(email, role))
  const joined = await ask(link, { method: 'POST', body: { name: 'Olha', password } })
  expect(joined.status).toBe(200)
  const { data } = await json<{ data: Member[] }>(await ask('/api/v1/members', { cookie: owner }))
  const { id } = data.find((one) => one.email === email)!
  return { id, cookie: await signInAs(email) }
}
const statusOf = async (path: string, who: { cookie?: string; key?: string }) => {
  const reply = await ask(path, who)
  await reply.body?.cancel()
  return reply.status
}

describe('an invitation', () => {
  test('leads a new person in: they sign in with their password and have their role', async () => {
    const made = await invite('Olha@Cartie.test', 'MANAGER')
    expect(await json<OpenInvitation>(await ask(linkOf(made)))).toMatchObject({
      company: { name: 'Cartie Auto' },
      email: 'olha@cartie.test',
      hasAccount: false,
      signedInAs: null,
    })
    await ask(linkOf(made), { method: 'POST', body: { name: 'Olha', password } })
    const cookie = await signInAs('OLHA@cartie.test')
    expect(await json(await ask('/api/v1/me', { cookie }))).toMatchObject({
      user: { name: 'Olha' },
      role: 'MANAGER',
      workspace: { id: api.workspaceId },
    })
    expect(api.log()).not.toContain(tokenOf(made))
  })

  test('is one membership, though it is accepted ten times at once by who is signed in', async () => {
    const { id, cookie } = await colleague('petro@cartie.test', 'VIEWER')
    await ask(`/api/v1/members/${id}`, { method: 'DELETE', cookie: owner })
    expect(await statusOf('/api/v1/me', { cookie })).toBe(404)
    const link = linkOf(await invite('petro@cartie.test', 'OPERATOR'))
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => ask(link, { method: 'POST', cookie, body: {} })),
    )
    expect(replies.map((reply) => reply.status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(await json(await ask('/api/v1/me', { cookie }))).toMatchObject({ role: 'OPERATOR' })
  })

  test('is refused to who is signed in under another address, and to another site’s page', async () => {
    const link = linkOf(await invite('maria@cartie.test'))
    const { cookie } = await colleague('ivan@cartie.test', 'VIEWER')
    expect((await ask(link, { method: 'POST', cookie, body: {} })).status).toBe(403)
    const headers = { origin: 'https://evil.example' }
    expect((await ask(link, { method: 'POST', cookie, body: {}, headers })).status).toBe(403)
    expect((await ask(link, { method: 'POST', body: {} })).status).toBe(400)
    expect((await ask(link, { method: 'POST', body: { name: 'x', password: 'short' } })).status).toBe(400)
  })

  test('that was revoked is as if it had never been', async () => {
    const made = await invite('late@cartie.test')
    await ask(`/api/v1/invitations/${made.id}`, { method: 'DELETE', cookie: owner })
    expect(await statusOf(linkOf(made), {})).toBe(404)
    const reply = await ask(linkOf(made), { method: 'POST', body: { name: 'Late', password } })
    expect(reply.status).toBe(404)
    expect(await signInAs('late@cartie.test')).toBe('')
  })
})

describe('whoever loses a role', () => {
  test('is refused with the next request, in every session and by every key of theirs within a second', async () => {
    const { id, cookie } = await colleague('anna@cartie.test')
    const other = await signInAs('anna@cartie.test')
    const { key } = await json<{ key: string }>(
      await ask('/api/v1/api-keys', { method: 'POST', cookie, body: { name: 'own', role: 'ADMIN' } }),
    )
    for (const who of [{ cookie }, { cookie: other }, { key }])
      expect(await statusOf('/api/v1/api-keys', who)).toBe(200)
    await ask(`/api/v1/members/${id}`, { method: 'PATCH', cookie: owner, body: { role: 'VIEWER' } })
    for (const who of [{ cookie }, { cookie: other }])
      expect(await statusOf('/api/v1/api-keys', who)).toBe(403)
    await until(async () => (await statusOf('/api/v1/api-keys', { key })) === 401, 3000)
    await ask(`/api/v1/members/${id}`, { method: 'DELETE', cookie: owner })
    for (const who of [{ cookie }, { cookie: other }])
      expect(await statusOf('/api/v1/workspace', who)).toBe(404)
  })
})
