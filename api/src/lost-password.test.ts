import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import { drawLetter } from '@cartie/db/services/mail/draw-letter'
import { testApi, type TestApi } from './testing/test-api.ts'
import { addPerson } from './testing/test-people.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'cartie@cars.example' })
})
afterAll(() => api.close())

let asked = 0
/** Each asks from an address of its own: how often one may is another matter. */
const ask = (path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.ask(`/api/v1/public${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: {
      'x-forwarded-for': `203.0.${113 + (++asked >> 8)}.${asked & 255}`,
      origin: api.publicUrl,
      ...headers,
    },
  })
const askMail = (email: string, headers?: Record<string, string>) =>
  ask('/password-mails', { email }, headers)
const system = <T extends object>(run: string) => withSystemTx(api.db, ({ sql }) => sql.unsafe<T[]>(run))
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!

describe('a lost password', () => {
  test('is mended by mail where the installation sends any, and the page is told so', async () => {
    expect(await (await ask('/sign-in')).json()).toEqual({ mail: true })
    const without = await testApi()
    try {
      expect(await (await without.ask('/api/v1/public/sign-in')).json()).toEqual({ mail: false })
      const refused = await without.ask('/api/v1/public/password-mails', {
        method: 'POST',
        body: { email: without.email },
        headers: { origin: without.publicUrl },
      })
      expect(refused.status).toBe(422)
    } finally {
      await without.close()
    }
  })

  test('of an account or of none is answered alike, in as much time (S07)', async () => {
    const timed = async (email: string) => {
      const from = performance.now()
      const reply = await askMail(email)
      return { ms: performance.now() - from, told: `${reply.status} ${await reply.text()}` }
    }
    const known: Awaited<ReturnType<typeof timed>>[] = []
    const unknown: typeof known = []
    // In turns, so that a machine that slows down slows both; each mail is a new one, for its slot is freed.
    for (let i = 0; i < 20; i++) {
      await system(`update deliveries set dedup_key = null`)
      const pairs = await Promise.all(
        Array.from({ length: 5 }, (_, n) => [timed(api.email), timed(`nobody-${i}-${n}@cartie.test`)]).flat(),
      )
      pairs.forEach((one, n) => (n % 2 ? unknown : known).push(one))
    }
    expect(new Set([...known, ...unknown].map((one) => one.told))).toEqual(new Set(['204 ']))
    const apart = Math.abs(median(known.map((one) => one.ms)) - median(unknown.map((one) => one.ms)))
    expect(apart).toBeLessThan(15)
    expect(Math.min(...known.map((one) => one.ms), ...unknown.map((one) => one.ms))).toBeGreaterThan(290)
  })

  test('is answered alike whatever workspace its person is in, and with an Idempotency-Key too', async () => {
    const there = await addPerson(api, 'MANAGER', api.otherWorkspaceId)
    const told = await Promise.all(
      [there, api.email, 'nobody@cartie.test'].map(async (email) => {
        const reply = await askMail(email, { 'idempotency-key': email })
        return `${reply.status} ${await reply.text()}`
      }),
    )
    expect(new Set(told)).toEqual(new Set(['204 ']))
    const letters = await system(
      `select from deliveries d join users u on u.id::text = d.request->'params'->>'userId'
       where u.email = '${there}' and d.workspace_id = '${api.otherWorkspaceId}'`,
    )
    expect(letters).toHaveLength(1)
  })

  test('is asked for a few times a minute from one address', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.9', origin: api.publicUrl }
    const body = { email: 'a@cartie.test' }
    const replies = await Promise.all(
      Array.from({ length: 12 }, () =>
        api.ask('/api/v1/public/password-mails', { method: 'POST', body, headers }),
      ),
    )
    expect(replies.filter((reply) => reply.status === 204)).toHaveLength(5)
    expect(replies.filter((reply) => reply.status === 429)).toHaveLength(7)
  })
})

describe('an address', () => {
  const linkOf = async (emailLinkId: string) => {
    const facts = await drawLetter(api.contextOf('OWNER'), {
      method: 'address',
      params: { emailLinkId, language: 'en' },
    })
    return `/email-links/${facts!.link.split('/').at(-1)}`
  }
  const asks = () =>
    system<{ id: string; email: string }>(
      `select id, email from email_links where used_at is null order by created_at`,
    )
  const emailOf = async (cookie: string) =>
    (
      (await (await api.ask('/api/v1/me', { cookie })).json()) as {
        user: { email: string; emailVerified: boolean }
      }
    ).user

  test('changes by the password, and once the link in the mail to it is opened; the link works once', async () => {
    const cookie = await api.signIn()
    const change = (password: string, email = 'Olena@Dealer.example') =>
      api.ask('/api/v1/me/email', { method: 'POST', cookie, body: { email, password } })
    const wrong = await change('not it')
    expect([wrong.status, await asks()]).toEqual([400, []])
    expect(await (await change(api.password)).json()).toEqual({ mailed: true })
    expect(await emailOf(cookie)).toMatchObject({ email: api.email })
    const [made] = await asks()
    expect(made!.email).toBe('olena@dealer.example')
    const link = await linkOf(made!.id)
    expect(await (await ask(link)).json()).toMatchObject({ email: 'olena@dealer.example' })
    const uses = await Promise.all(Array.from({ length: 10 }, () => ask(link, {})))
    expect(uses.map((reply) => reply.status).toSorted()).toEqual([204, ...Array<number>(9).fill(404)])
    expect(await emailOf(cookie)).toMatchObject({ email: 'olena@dealer.example', emailVerified: true })
    await system(`update users set email = '${api.email}' where email = 'olena@dealer.example'`)
  })

  test('that another account has is nobody’s to take, and who asks for it is not told', async () => {
    const cookie = await api.signIn()
    await system(`insert into users (name, email) values ('Petro', 'petro@dealer.example')`)
    const body = { email: 'petro@dealer.example', password: api.password }
    expect((await api.ask('/api/v1/me/email', { method: 'POST', cookie, body })).status).toBe(200)
    const [made] = await asks()
    expect((await ask(await linkOf(made!.id), {})).status).toBe(409)
    expect(await emailOf(cookie)).toMatchObject({ email: api.email })
    await system(`update email_links set used_at = now()`)
  })

  test('is confirmed by a link that is mailed to it, and asked for again at will, but not all the time', async () => {
    const cookie = await api.signIn()
    await system(`update users set email_verified = false`)
    const send = async () =>
      (await api.ask('/api/v1/me/email/verification', { method: 'POST', cookie })).status
    expect([await send(), await send(), await send()]).toEqual([204, 204, 429])
    const open = await asks()
    expect(open).toMatchObject([{ email: api.email }])
    expect((await ask(await linkOf(open[0]!.id), {})).status).toBe(204)
    expect(await emailOf(cookie)).toMatchObject({ emailVerified: true })
  })
})
