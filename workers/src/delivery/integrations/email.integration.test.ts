import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mailLane } from '@cartie/shared/domain/delivery-lane'
import { withSystemTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { getDelivery } from '@cartie/db/services/delivery/get'
import { listDeliveries } from '@cartie/db/services/delivery/list'
import { createInvitation } from '@cartie/db/services/invitation/create'
import { joinByInvitation } from '@cartie/db/services/invitation/join'
import { revokeInvitation } from '@cartie/db/services/invitation/revoke'
import { drawLetter } from '@cartie/db/services/mail/draw-letter'
import { askPasswordByMail } from '@cartie/db/services/password-link/ask-by-mail'
import { usePasswordLink } from '@cartie/db/services/password-link/use'
import { addMember } from '@cartie/db/testing/test-members'
import { testAddress, testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { drainLane, type DeliveryOptions } from '../advance-lane.ts'
import { registerChannels } from '../channel.ts'
import { emailChannel } from './email.ts'
import { quietTools } from '../testing/delivery-world.ts'
import { startMailServer, type MailServer } from '../testing/mail-server.ts'

const from = 'Cartie <cartie@cars.example>'
let world: TestWorkspaces
let ctx: Context
const servers: MailServer[] = []
const start = async (...given: Parameters<typeof startMailServer>) => {
  const server = await startMailServer(...given)
  servers.push(server)
  return server
}
beforeAll(async () => {
  world = await testWorkspaces({ pool: 12 })
})
afterAll(() => world.close())
beforeEach(async () => {
  ctx = await world.workspace()
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

const mailTo = (url: string, leaseMs = 30_000): DeliveryOptions => ({
  leaseMs,
  channels: registerChannels([emailChannel({ url, from, drawLetter })]),
})
const drain = (to: string, url: string, leaseMs?: number) =>
  drainLane(mailTo(url, leaseMs), ctx, mailLane(to), quietTools())
const mailed = async () => (await listDeliveries(ctx, DeliveryQuery.parse({ channel: 'email' }))).data
const dueAgain = () =>
  withSystemTx(
    ctx.db,
    ({ sql }) => sql`update deliveries set run_at = now() where workspace_id = ${ctx.workspaceId}`,
  )
/** From the try that ended to the next one. */
const pauseMs = async () => {
  const [row] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<[{ ms: number }]>`
      select extract(epoch from run_at - sending_at)::float8 * 1000 as ms from deliveries
      where workspace_id = ${ctx.workspaceId}`,
  )
  return row.ms
}
const invite = (email: string) =>
  createInvitation(ctx, { email, role: 'MANAGER', days: 7, by: 'mail' }, { mails: true })
const tokenOf = (link: string) => link.split('/').at(-1)!
const newcomer = { name: 'Olena', password: 'a long password', person: undefined }

describe('an invitation by mail', () => {
  test('arrives with a link that nobody else has ever seen, and who comes by it has confirmed their address', async () => {
    const server = await start()
    const made = await invite('new@dealer.example')
    expect(made.path).toBeNull()
    await drain(made.id, server.url)
    const [mail] = server.received
    expect(mail).toMatchObject({
      from: 'cartie@cars.example',
      to: ['new@dealer.example'],
      subject: 'Запрошення до Test',
    })
    expect(mail!.text).toContain('7 днів')
    const [link] = server.links()
    expect(link).toMatch(`${testAddress}/p/join/`)
    await joinByInvitation(ctx, tokenOf(link!), newcomer)
    const people = await withSystemTx(
      ctx.db,
      ({ sql }) => sql`select email_verified as "isVerified" from users where email = 'new@dealer.example'`,
    )
    expect(people).toEqual([{ isVerified: true }])
  })

  test('leaves nothing behind by which anybody could come: neither in its row nor anywhere in the database', async () => {
    const server = await start()
    const made = await invite('quiet@dealer.example')
    const [before] = await mailed()
    await drain(made.id, server.url)
    const token = tokenOf(server.links()[0]!)
    const [after] = await mailed()
    expect([before!.state, after!.state]).toEqual(['pending', 'sent'])
    expect(JSON.stringify(await getDelivery(ctx, after!.id))).not.toContain(token)
    const rows = await withSystemTx(
      ctx.db,
      ({ sql }) => sql<{ all: string }[]>`
        select (select jsonb_agg(d)::text from deliveries d) || (select jsonb_agg(i)::text from invitations i)
          || (select coalesce(jsonb_agg(e)::text, '') from events e) as all`,
    )
    expect(rows[0]!.all).not.toContain(token)
  })

  test('is not sent any more once it was revoked, and a colleague who asked for a link is given no mail', async () => {
    const server = await start()
    const made = await invite('gone@dealer.example')
    await revokeInvitation(ctx, made.id)
    await drain(made.id, server.url)
    expect(server.received).toEqual([])
    expect(await mailed()).toMatchObject([{ state: 'failed', error: { code: 'gone' } }])
    const linked = await createInvitation(ctx, { email: 'linked@dealer.example', role: 'VIEWER', days: 1 })
    expect(linked.path).toMatch('/p/join/')
    expect(await mailed()).toHaveLength(1)
  })

  test('is refused where this installation sends no mail', async () => {
    const asked = createInvitation(ctx, { email: 'a@dealer.example', role: 'VIEWER', days: 1, by: 'mail' })
    await expect(asked).rejects.toMatchObject({ code: 'unprocessable' })
  })
})

describe('a mail', () => {
  test('goes again after a refusal for now and after silence, each time with a link of its own; the last one works', async () => {
    const server = await start((n) => (n === 1 ? 451 : n === 2 ? 'hang' : undefined))
    const made = await invite('later@dealer.example')
    await drain(made.id, server.url)
    expect(await mailed()).toMatchObject([{ state: 'pending', error: { code: '451' } }])
    await dueAgain()
    await drain(made.id, server.url, 1000)
    expect(await mailed()).toMatchObject([{ state: 'pending', error: { code: 'ETIMEDOUT' } }])
    await dueAgain()
    await drain(made.id, server.url)
    expect(await mailed()).toMatchObject([{ state: 'sent', attempts: 3 }])
    await joinByInvitation(ctx, tokenOf(server.links()[0]!), newcomer)
  })

  test('of which the server took all and said nothing may have arrived: it is not sent again, and its link works', async () => {
    const server = await start(() => 'silent')
    const made = await invite('silent@dealer.example')
    await drain(made.id, server.url, 1000)
    expect(await mailed()).toMatchObject([{ state: 'unknown', attempts: 1, error: { code: 'ETIMEDOUT' } }])
    await joinByInvitation(ctx, tokenOf(server.links()[0]!), newcomer)
  })

  test('whose connection breaks after the server took all may have arrived, too', async () => {
    const server = await start(() => 'silent')
    const made = await invite('broken@dealer.example')
    const draining = drain(made.id, server.url)
    await expect.poll(() => server.received.length).toBe(1)
    server.breakOff()
    await draining
    expect(await mailed()).toMatchObject([{ state: 'unknown', attempts: 1 }])
  })

  test('that is never taken is tried six times, each pause longer than the one before, and has failed then', async () => {
    const server = await start(() => 451)
    const made = await invite('never@dealer.example')
    const pauses: number[] = []
    for (let n = 1; n < 6; n++) {
      await drain(made.id, server.url)
      expect(await mailed()).toMatchObject([{ state: 'pending', attempts: n }])
      pauses.push(await pauseMs())
      await dueAgain()
    }
    await drain(made.id, server.url)
    expect(await mailed()).toMatchObject([{ state: 'failed', attempts: 6, error: { code: '451' } }])
    for (const [n, ms] of pauses.entries()) expect(ms).toBeGreaterThan(n ? pauses[n - 1]! * 2 : 4000)
  })

  test.each([
    [
      'that the server refuses for good has failed, and says why',
      550,
      { state: 'failed', error: { code: '550' } },
    ],
    ['that finds no server waits', 'away', { state: 'pending', error: { code: 'ESOCKET' } }],
    [
      'whose sender signs in wrongly waits for who mends it',
      'wrong',
      { state: 'pending', error: { code: '535' } },
    ],
  ])('%s', async (_, how, expected) => {
    const server = await start(() => (typeof how === 'number' ? how : undefined))
    const url =
      how === 'away'
        ? 'smtp://127.0.0.1:1'
        : how === 'wrong'
          ? server.url.replace('pass', 'other')
          : server.url
    const made = await invite('x@dealer.example')
    await drain(made.id, url)
    expect(await mailed()).toMatchObject([expected])
    expect(server.received).toEqual([])
  })
})

describe('a lost password', () => {
  const emailOf = (userId: string) => `${userId}@cartie.test`

  test('is mended by a link that is mailed to the person, works once and ends the others', async () => {
    const server = await start()
    const userId = await addMember(ctx, 'MANAGER')
    await askPasswordByMail(ctx, { email: emailOf(userId), language: 'en' })
    await drain(userId, server.url)
    expect(server.received).toMatchObject([{ to: [emailOf(userId)], subject: 'A new password for Cartie' }])
    const token = tokenOf(server.links()[0]!)
    const other = await drawLetter(ctx, { method: 'password', params: { userId, language: 'en' } })
    const uses = Array.from({ length: 10 }, (_, n) =>
      usePasswordLink(ctx, token, { password: `a new password ${n}` }),
    )
    const ends = await Promise.allSettled(uses)
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    await expect(
      usePasswordLink(ctx, tokenOf(other!.link), { password: 'another password' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of somebody who belongs to two companies is theirs to mend, whatever a colleague may', async () => {
    const userId = await addMember(ctx, 'OWNER')
    const elsewhere = await world.workspace()
    await withSystemTx(
      ctx.db,
      ({ sql }) =>
        sql`insert into members (workspace_id, user_id, role) values (${elsewhere.workspaceId}, ${userId}, 'OWNER')`,
    )
    const drawn = await drawLetter(ctx, { method: 'password', params: { userId, language: 'uk' } })
    await usePasswordLink(ctx, tokenOf(drawn!.link), { password: 'a new password' })
  })

  test('is asked for once in the audit trail, however often its mail is tried', async () => {
    const server = await start((n) => (n < 3 ? 451 : undefined))
    const userId = await addMember(ctx, 'MANAGER')
    const ask = () => askPasswordByMail(ctx, { email: emailOf(userId), language: 'en' })
    await Promise.all([ask(), ask()])
    for (let n = 0; n < 3; n++) {
      await drain(userId, server.url)
      await dueAgain()
    }
    expect(server.received).toHaveLength(1)
    const asked = await withSystemTx(
      ctx.db,
      ({ sql }) => sql`
        select from events where workspace_id = ${ctx.workspaceId} and name = 'member.password_link'`,
    )
    expect(asked).toHaveLength(1)
  })

  test('writes one mail however often it is asked for within minutes, none for who has no account, and few a day', async () => {
    const userId = await addMember(ctx, 'VIEWER')
    const ask = (email: string) => askPasswordByMail(ctx, { email, language: 'uk' })
    await Promise.all(Array.from({ length: 5 }, () => ask(emailOf(userId))))
    expect(await mailed()).toHaveLength(1)
    await ask(emailOf(randomUUID()))
    expect(await mailed()).toHaveLength(1)
    for (let n = 0; n < 8; n++)
      await drawLetter(ctx, { method: 'password', params: { userId, language: 'uk' } })
    await withSystemTx(ctx.db, ({ sql }) => sql`update deliveries set dedup_key = null`)
    await ask(emailOf(userId))
    expect(await mailed()).toHaveLength(1)
  })
})
