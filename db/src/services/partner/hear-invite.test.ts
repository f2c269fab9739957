import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listChats } from '../chat/list.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { installTemplate } from '../scenario/install-template.ts'
import { advanceTalk } from '../talk/advance.ts'
import { changePartnerStatus } from './change-status.ts'
import { createPartner } from './create.ts'
import { deletePartner } from './delete.ts'
import { partnerOf } from './find.ts'
import { getPartner } from './get.ts'
import { invitePartner } from './invite.ts'
import { removePartnerUser } from './remove-user.ts'
import { revokeInvite } from './revoke-invite.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

let nextUpdate = 1
const oleh = { id: 501, first_name: 'Олег', username: 'oleh', language_code: 'uk' }
const john = { id: 502, first_name: 'John', language_code: 'en-GB' }
type Person = typeof oleh | typeof john

/** A bot that talks, a partner, and what people say to the bot. */
async function dealers() {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  await installTemplate(ctx, 'lead-capture', { botIds: [botId] })
  await withTx(ctx, ({ sql }) => sql`update bot_configs set username = 'cartie_bot' where id = ${botId}`)
  const partner = await createPartner(ctx, { name: 'Авто & Ко' })
  const update = (from: Person, text: string, chat: object = { id: from.id, type: 'private' }) => ({
    update_id: nextUpdate++,
    message: { message_id: nextUpdate, chat, from, date: 1_795_000_000, text },
  })
  const sessionOf = async (chatId: number) =>
    (await listChats(ctx, { limit: 50 })).data.find((c) => c.chatId === String(chatId))!.id
  const answers = async (chatId: number) =>
    (
      await withTx(
        ctx,
        ({ sql }) => sql<{ text: string }[]>`
          select request -> 'params' ->> 'text' as text from deliveries
          where lane = ${`telegram:${botId}:${chatId}`} order by seq`,
      )
    ).map((row) => row.text)
  const says = async (from: Person, text: string, chat?: { id: number; type: string; title: string }) => {
    const chatId = chat?.id ?? from.id
    const before = (await answers(chatId)).length
    await receiveUpdates(ctx, botId, [update(from, text, chat)])
    await advanceTalk(ctx, await sessionOf(chatId))
    return (await answers(chatId)).slice(before).join('\n')
  }
  const payload = async (days = 14, partnerId = partner.id) => {
    const invite = await invitePartner(ctx, partnerId, { days })
    return { id: invite.id, start: `/start ${new URL(invite.link).searchParams.get('start')}` }
  }
  const whose = (person: Person) => withTx(ctx, (tx) => partnerOf(ctx, tx, person.id))
  return { ctx, botId, partner, says, payload, whose, update, sessionOf }
}
const events = async (ctx: Context) =>
  (await withTx(ctx, (tx) => tx.sql<{ name: string }[]>`select name from events order by id`)).map(
    (e) => e.name,
  )

describe('who opens an invitation', () => {
  test('joins its partner, is welcomed in their language past any scenario, and may be written to', async () => {
    const { ctx, botId, partner, says, payload, whose } = await dealers()
    const welcome = await says(john, (await payload()).start)
    expect(welcome).toContain('Welcome! You are on the team of <b>Авто &amp; Ко</b>')
    expect(welcome.split('\n')).toHaveLength(1)
    expect(await whose(john)).toMatchObject({ partnerId: partner.id, name: 'Авто & Ко', blocked: false })
    const { users, invites, people } = await getPartner(ctx, partner.id)
    expect(users).toMatchObject([{ telegramUserId: 502, name: 'John', botId, reachable: true }])
    expect([invites, people]).toEqual([[], 1])
    expect(await events(ctx)).toContain('partner.joined')
    expect(await says(oleh, '/start')).not.toContain('партнера')
  })

  test('opens it in vain a second time, after its time, after it was withdrawn, or where there is none', async () => {
    const { ctx, partner, says, payload, whose } = await dealers()
    const link = await payload()
    await says(john, link.start)
    expect(await says(john, link.start)).toContain('already')
    expect(await says(oleh, link.start)).toContain('вже використали')
    const old = await payload()
    await withTx(ctx, ({ sql }) => sql`update partner_invites set expires_at = now() where id = ${old.id}`)
    expect(await says(oleh, old.start)).toContain('Строк')
    const gone = await payload()
    await revokeInvite(ctx, { partnerId: partner.id, inviteId: gone.id })
    expect(await says(oleh, gone.start)).toContain('не діє')
    expect(await says(oleh, '/start partner_nobodyknowsthis')).toContain('не діє')
    expect(await whose(oleh)).toBeUndefined()
  })

  test('of many who open one at the same moment, one joins', async () => {
    const { ctx, botId, partner, payload, sessionOf, update } = await dealers()
    const link = await payload()
    const people = Array.from({ length: 8 }, (_, n) => ({ ...oleh, id: 600 + n }))
    await receiveUpdates(
      ctx,
      botId,
      people.map((one) => update(one, link.start)),
    )
    const sessions = await Promise.all(people.map((one) => sessionOf(one.id)))
    await Promise.all(sessions.map((id) => advanceTalk(ctx, id)))
    expect((await getPartner(ctx, partner.id)).users).toHaveLength(1)
  })

  test('moves from another partner, but not away from one that is blocked, nor to one', async () => {
    const { ctx, partner, says, payload, whose } = await dealers()
    const other = await createPartner(ctx, { name: 'Другий' })
    await says(oleh, (await payload()).start)
    await says(oleh, (await payload(14, other.id)).start)
    expect(await whose(oleh)).toMatchObject({ partnerId: other.id })
    expect((await getPartner(ctx, partner.id)).users).toEqual([])
    await changePartnerStatus(ctx, other.id, { status: 'BLOCKED' })
    expect(await whose(oleh)).toMatchObject({ blocked: true })
    const back = await payload()
    expect(await says(oleh, back.start)).toContain('не можна')
    expect(await whose(oleh)).toMatchObject({ partnerId: other.id })
    await changePartnerStatus(ctx, partner.id, { status: 'BLOCKED' })
    expect(await says(john, back.start)).toContain('can’t join')
    expect(await whose(john)).toBeUndefined()
  })

  test('in a group is no person of a partner: the link is for one’s own chat with the bot', async () => {
    const { says, payload, whose } = await dealers()
    await says(oleh, (await payload()).start, { id: -7001, type: 'supergroup', title: 'Дилери' })
    expect(await whose(oleh)).toBeUndefined()
  })
})

test('who was removed, or whose partner is in the bin, is of no partner', async () => {
  const { ctx, partner, says, payload, whose } = await dealers()
  await says(oleh, (await payload()).start)
  const [user] = (await getPartner(ctx, partner.id)).users
  await removePartnerUser(ctx, { partnerId: partner.id, userId: user!.id })
  await removePartnerUser(ctx, { partnerId: partner.id, userId: user!.id })
  expect(await whose(oleh)).toBeUndefined()
  await says(oleh, (await payload()).start)
  expect(await whose(oleh)).toBeDefined()
  await deletePartner(ctx, partner.id)
  expect(await whose(oleh)).toBeUndefined()
})
