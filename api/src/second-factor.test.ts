import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import { resetTwoFactor } from '@cartie/db/services/operator/reset-two-factor'
import type { TwoFactorSetUp } from '@cartie/shared/schemas/account'
import { testApi, type TestApi } from './testing/test-api.ts'
import { addPerson, testPassword } from './testing/test-people.ts'
import { totpOf } from './testing/totp.ts'

let api: TestApi
/** A person of their own for each test: tries are counted for each. */
let email: string
beforeAll(async () => {
  api = await testApi()
})
beforeEach(async () => {
  email = await addPerson(api)
})
afterAll(() => api.close())

const cookiesOf = (reply: Response) =>
  reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ')
let asked = 0
/** From an address of its own each: an address has its own tries. */
const post = (path: string, body: unknown, cookie = '') =>
  api.ask(path, {
    method: 'POST',
    body,
    ...(cookie ? { cookie } : {}),
    headers: { origin: api.publicUrl, 'x-forwarded-for': `203.0.113.${++asked & 255}` },
  })
const password = () => post('/api/auth/sign-in/email', { email, password: testPassword })
const signIn = async () => cookiesOf(await password())
const code = (challenge: string, text: string, kind = 'totp') =>
  post(`/api/auth/two-factor/verify-${kind}`, { code: text }, challenge)
const setUp = async (cookie: string, text = testPassword) =>
  post('/api/v1/me/two-factor', { password: text }, cookie)
const statusOf = async (cookie: string) => (await api.ask('/api/v1/me', { cookie })).status
const wrongOf = (uri: string) => String((Number(totpOf(uri)) + 500_000) % 1_000_000).padStart(6, '0')

/** The person with a second factor that is asked for. */
async function withFactor(): Promise<TwoFactorSetUp & { cookie: string }> {
  const old = await signIn()
  const made = (await (await setUp(old)).json()) as TwoFactorSetUp
  const confirmed = await post('/api/v1/me/two-factor/confirmation', { code: totpOf(made.uri) }, old)
  expect(confirmed.status).toBe(204)
  return { ...made, cookie: cookiesOf(confirmed) }
}

describe('a second factor', () => {
  test('is made by the password, counts once a code of it was shown, and ends every session that began without', async () => {
    const [here, there] = [await signIn(), await signIn()]
    expect((await setUp(here, 'not it')).status).toBe(400)
    const made = (await (await setUp(here)).json()) as TwoFactorSetUp
    expect(made.uri).toMatch(/^otpauth:\/\/totp\/Cartie/)
    expect(made.codes).toHaveLength(10)
    // Not confirmed: the password alone still opens.
    expect(cookiesOf(await password())).toContain('session_token')
    const wrong = await post('/api/v1/me/two-factor/confirmation', { code: wrongOf(made.uri) }, here)
    expect(wrong.status).toBe(400)
    // Which one is the newest says nothing of which one is mine.
    await withSystemTx(api.db, ({ sql }) => sql`update sessions set created_at = now() + interval '1 minute'`)
    const right = await post('/api/v1/me/two-factor/confirmation', { code: totpOf(made.uri) }, here)
    expect([
      right.status,
      await statusOf(cookiesOf(right)),
      await statusOf(here),
      await statusOf(there),
    ]).toEqual([204, 200, 401, 401])
    expect(await (await api.ask('/api/v1/me', { cookie: cookiesOf(right) })).json()).toMatchObject({
      user: { twoFactor: true },
    })
  })

  test('is asked for at the sign-in: the password alone gives no session, no known device and no way around', async () => {
    const { uri } = await withFactor()
    const first = await password()
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
    const challenge = cookiesOf(first)
    expect(challenge).toContain('two_factor')
    expect(challenge).not.toMatch(/session_token|device/)
    expect(await statusOf(challenge)).toBe(401)
    const whole = await code(challenge, totpOf(uri))
    expect(cookiesOf(whole)).toMatch(/session_token=.*cartie\.device=/)
    expect(await statusOf(cookiesOf(whole))).toBe(200)
    // The challenge is spent.
    expect((await code(challenge, totpOf(uri))).status).toBe(409)
  })

  test('gives way to a recovery code once, and to new ones made by the password', async () => {
    const { codes } = await withFactor()
    const [one, other] = codes as [string, string]
    const first = await code(cookiesOf(await password()), one, 'backup-code')
    expect(await statusOf(cookiesOf(first))).toBe(200)
    expect((await code(cookiesOf(await password()), one, 'backup-code')).status).toBe(401)
    const renewed = await post(
      '/api/v1/me/two-factor/recovery-codes',
      { password: testPassword },
      cookiesOf(first),
    )
    const [fresh] = ((await renewed.json()) as { codes: string[] }).codes as [string]
    expect((await code(cookiesOf(await password()), other, 'backup-code')).status).toBe(401)
    expect((await code(cookiesOf(await password()), fresh, 'backup-code')).status).toBe(200)
  })

  test('of twenty codes at once against one sign-in five are looked at; ten wrong ones in a row lock the person’s codes', async () => {
    const { uri } = await withFactor()
    const challenge = cookiesOf(await password())
    const guesses = await Promise.all(Array.from({ length: 20 }, () => code(challenge, wrongOf(uri))))
    let looked = guesses.filter((reply) => reply.status === 401).length
    expect(looked).toBeLessThanOrEqual(5)
    // While one is looked at, those beside it are turned away: the tries that are left come one after the other.
    for (; looked < 5; looked++) expect((await code(challenge, wrongOf(uri))).status).toBe(401)
    expect((await code(challenge, totpOf(uri))).status).toBe(409)
    await withSystemTx(api.db, ({ sql }) => sql`update two_factors set failed_verification_count = 9`)
    const next = cookiesOf(await password())
    expect((await code(next, wrongOf(uri))).status).toBe(401)
    const locked = await code(next, totpOf(uri))
    expect([locked.status, Number(locked.headers.get('retry-after')) > 0]).toEqual([429, true])
    await withSystemTx(
      api.db,
      ({ sql }) => sql`update two_factors set locked_until = now() - interval '1 second'`,
    )
    expect((await code(next, totpOf(uri))).status).toBe(200)
  })

  test('goes by the password, which then opens alone; who sits at the machine takes it away as well', async () => {
    const { cookie } = await withFactor()
    const remove = (text: string) => post('/api/v1/me/two-factor/removal', { password: text }, cookie)
    expect((await remove('not it')).status).toBe(400)
    expect((await remove(testPassword)).status).toBe(204)
    expect(cookiesOf(await password())).toContain('session_token')
    email = await addPerson(api)
    await withFactor()
    expect(await resetTwoFactor(api.db, email)).toBe(true)
    expect(cookiesOf(await password())).toContain('session_token')
  })

  test('is nothing that a key has, and its secrets lie encrypted', async () => {
    const { uri, codes } = await withFactor()
    const key = await api.keyOf('OWNER')
    const asKey = await api.ask('/api/v1/me/two-factor', {
      method: 'POST',
      key,
      body: { password: testPassword },
    })
    expect(asKey.status).toBe(422)
    const rows = await withSystemTx(
      api.db,
      ({ sql }) => sql<{ all: string }[]>`select jsonb_agg(t)::text as all from two_factors t`,
    )
    const secret = new URL(uri).searchParams.get('secret')!
    for (const open of [secret, ...codes]) {
      expect(rows[0]!.all).not.toContain(open)
      expect(api.log()).not.toContain(open)
    }
  })
})
