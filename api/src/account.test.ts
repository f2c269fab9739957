import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '@cartie/shared/schemas/account'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const next = 'a new long password'
const statusOf = async (cookie: string) => (await api.ask('/api/v1/me', { cookie })).status
const sessionsOf = async (cookie: string) =>
  ((await (await api.ask('/api/v1/me/sessions', { cookie })).json()) as { data: Session[] }).data
const changePassword = (cookie: string, current: string) =>
  api.ask('/api/v1/me/password', { method: 'POST', cookie, body: { current, next } })

describe('my account', () => {
  test('lists my sessions, this one first, without their tokens, and ends them one by one', async () => {
    const [here, there] = [await api.signIn(), await api.signIn()]
    const reply = await api.ask('/api/v1/me/sessions', { cookie: here })
    const text = await reply.text()
    const { data } = JSON.parse(text) as { data: Session[] }
    expect(data.map((one) => one.current)).toEqual([true, ...data.slice(1).map(() => false)])
    for (const cookie of [here, there])
      expect(text).not.toContain(decodeURIComponent(cookie.split('=')[1]!).split('.')[0])
    const [own] = await sessionsOf(there)
    const ended = await api.ask(`/api/v1/me/sessions/${own!.id}`, { method: 'DELETE', cookie: here })
    expect([ended.status, await statusOf(there), await statusOf(here)]).toEqual([204, 401, 200])
  })

  test('ends all others at once', async () => {
    const [here, there] = [await api.signIn(), await api.signIn()]
    await api.ask('/api/v1/me/sessions', { method: 'DELETE', cookie: here })
    expect([await statusOf(there), await statusOf(here)]).toEqual([401, 200])
    expect(await sessionsOf(here)).toHaveLength(1)
  })

  test('has the name that I give it', async () => {
    const cookie = await api.signIn()
    await api.ask('/api/v1/me', { method: 'PATCH', cookie, body: { name: '  Olena ' } })
    expect(await (await api.ask('/api/v1/me', { cookie })).json()).toMatchObject({ user: { name: 'Olena' } })
  })

  test('is no key’s', async () => {
    const key = await api.keyOf('ADMIN')
    expect((await api.ask('/api/v1/me/sessions', { key })).status).toBe(422)
    const body = { current: api.password, next }
    expect((await api.ask('/api/v1/me/password', { method: 'POST', key, body })).status).toBe(422)
    const [other] = await sessionsOf(await api.signIn())
    const ended = await api.ask(`/api/v1/me/sessions/${other!.id}`, { method: 'DELETE', key })
    expect(ended.status).toBe(404)
  })

  test('gets a new password by the current one alone, which ends every other session; guesses are few', async () => {
    const [here, there] = [await api.signIn(), await api.signIn()]
    const wrong = await changePassword(here, 'not it')
    expect(wrong.status).toBe(400)
    expect(await wrong.json()).toMatchObject({ errors: [{ pointer: '/current', code: 'wrong' }] })
    expect(await statusOf(there)).toBe(200)

    expect((await changePassword(here, api.password)).status).toBe(204)
    expect([await statusOf(there), await statusOf(here)]).toEqual([401, 200])
    const signIn = (password: string) =>
      api.ask('/api/auth/sign-in/email', {
        method: 'POST',
        body: { email: api.email, password },
        headers: { origin: api.publicUrl },
      })
    expect((await signIn(api.password)).status).toBe(401)
    expect((await signIn(next)).status).toBe(200)

    const guesses = await Promise.all(Array.from({ length: 20 }, () => changePassword(here, 'a guess')))
    expect(guesses.filter((reply) => reply.status === 429).length).toBeGreaterThanOrEqual(15)
  })
})
