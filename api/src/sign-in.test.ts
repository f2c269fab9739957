import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const trySignIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  api.ask('/api/auth/sign-in/email', {
    method: 'POST',
    body: { email, password },
    headers: { origin: api.publicUrl, ...headers },
  })

describe('sign-in', () => {
  test('gives an HttpOnly, SameSite cookie and never shows the token', async () => {
    const reply = await trySignIn(api.email, api.password)
    const [cookie = ''] = reply.headers.getSetCookie()
    expect(reply.status).toBe(200)
    expect(cookie).toMatch(/^cartie\.session_token=.*Path=\/; HttpOnly; SameSite=Lax$/)
    const token = decodeURIComponent(cookie.split('=')[1]!).split('.')[0]!
    expect(await reply.text()).not.toContain(token)
    expect(api.log()).not.toContain(token)
    expect(api.log()).not.toContain(api.password)
  })

  test('each gives a new session; signing out ends it at once and only it', async () => {
    const [one, two] = [await api.signIn(), await api.signIn()]
    expect(one).not.toBe(two)
    expect((await api.ask('/api/auth/sign-out', { method: 'POST', cookie: one, body: {} })).status).toBe(200)
    expect((await api.ask('/api/v1/me', { cookie: one })).status).toBe(401)
    expect((await api.ask('/api/v1/me', { cookie: two })).status).toBe(200)
  })

  test('a session id that somebody planted is not taken over', async () => {
    const planted = 'cartie.session_token=planted.bm90IG91cnM='
    const reply = await trySignIn(api.email, api.password, { cookie: planted })
    expect(reply.headers.getSetCookie()[0]).not.toContain('planted')
    expect((await api.ask('/api/v1/me', { cookie: planted })).status).toBe(401)
  })

  test('of twenty wrong passwords at once five reach the hash, whatever address they claim', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        trySignIn('victim@example.com', `wrong ${i}`, { 'x-forwarded-for': `203.0.113.${i}` }),
      ),
    )
    const statuses = replies.map((r) => r.status)
    expect(statuses.filter((s) => s === 401)).toHaveLength(5)
    expect(statuses.filter((s) => s === 429)).toHaveLength(15)
    expect(Number(replies.find((r) => r.status === 429)?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await trySignIn('Victim@Example.com ', 'wrong')).status).toBe(429)
  })

  test('a success gives the tries back', async () => {
    for (let i = 0; i < 8; i++) {
      expect((await trySignIn(api.email, 'wrong password')).status).toBe(401)
      expect((await trySignIn(api.email, api.password)).status).toBe(200)
    }
  })

  test('an unknown person and a wrong password look the same', async () => {
    const [unknown, wrong] = await Promise.all([
      trySignIn('nobody@example.com', 'wrong password'),
      trySignIn(api.email, 'wrong password'),
    ])
    const told = async (r: Response) => ({ ...((await r.json()) as object), requestId: '' })
    expect(await told(unknown)).toEqual(await told(wrong))
  })

  test('nobody can sign up, and what the dashboard does not use is not there', async () => {
    for (const path of ['sign-up/email', 'delete-user', 'update-user', 'request-password-reset']) {
      const body = { email: 'new@example.com', password: 'a long password', name: 'New' }
      const reply = await api.ask(`/api/auth/${path}`, {
        method: 'POST',
        body,
        headers: { origin: api.publicUrl },
      })
      expect(reply.status, path).toBe(404)
    }
  })

  test('what is no email and password is refused with pointers', async () => {
    const reply = await api.ask('/api/auth/sign-in/email', {
      method: 'POST',
      body: { email: 5 },
      headers: { origin: api.publicUrl },
    })
    expect(reply.status).toBe(400)
    const { errors } = (await reply.json()) as { errors: { pointer: string }[] }
    expect(errors.map((e) => e.pointer)).toEqual(['/email', '/password'])
  })

  test('two hundred strangers at as many addresses hold up an account, and its owner not, in a browser that it knows', async () => {
    const [session, device] = (await trySignIn(api.email, api.password)).headers.getSetCookie()
    expect(session).toMatch(/^cartie\.session_token=/)
    expect(device).toMatch(/^cartie\.device=.*Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/)
    const cookie = device!.split(';')[0]!
    const strangers = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        trySignIn(api.email, `wrong ${i}`, { 'x-forwarded-for': `198.18.${i >> 7}.${i & 127}` }),
      ),
    )
    expect(strangers.filter((reply) => reply.status === 401)).toHaveLength(5)
    expect((await trySignIn(api.email, api.password)).status).toBe(429)
    expect((await trySignIn(api.email, api.password, { cookie })).status).toBe(200)
    // The cookie is of one account, and no licence to guess: it has five tries a minute as well.
    const spoilt = `${cookie.slice(0, -1)}${cookie.endsWith('A') ? 'B' : 'A'}`
    expect((await trySignIn(api.email, api.password, { cookie: spoilt })).status).toBe(429)
    expect((await trySignIn('victim@example.com', 'wrong', { cookie })).status).toBe(429)
    const guesses = await Promise.all(
      Array.from({ length: 20 }, (_, i) => trySignIn(api.email, `wrong ${i}`, { cookie })),
    )
    expect(guesses.filter((reply) => reply.status === 401)).toHaveLength(5)
  })
})

describe('behind https', () => {
  test('the cookie is __Host- and Secure', async () => {
    const secure = await testApi({ PUBLIC_URL: 'https://cartie.example' })
    try {
      const reply = await secure.ask('/api/auth/sign-in/email', {
        method: 'POST',
        body: { email: secure.email, password: secure.password },
        headers: { origin: 'https://cartie.example' },
      })
      const [cookie = ''] = reply.headers.getSetCookie()
      expect(cookie).toMatch(/^__Host-cartie\.session_token=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
      expect((await secure.ask('/api/v1/me', { cookie: cookie.split(';')[0]! })).status).toBe(200)
    } finally {
      await secure.close()
    }
  })
})
