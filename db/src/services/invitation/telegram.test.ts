import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissions } from '@cartie/shared/domain/roles'
import { undrawnLink } from '@cartie/shared/domain/telegram-request'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { listChats } from '../chat/list.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { listMembers } from '../member/list.ts'
import { advanceTalk } from '../talk/advance.ts'
import { createInvitation } from './create.ts'
import { drawTelegramLink } from './draw-telegram-link.ts'
import { joinByInvitation } from './join.ts'
import { revokeInvitation } from './revoke.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const input = { role: 'MANAGER' as const, days: 7, by: 'telegram' as const }
const newEmail = () => `${randomUUID()}@cartie.test`
let nextUpdate = 1

/** A bot with a name, and what people say to it. */
async function bot(ctx: Context) {
  const botId = await testBot(ctx)
  await withTx(ctx, ({ sql }) => sql`update bot_configs set username = 'cartie_bot' where id = ${botId}`)
  const sessionOf = async (userId: number) =>
    (await listChats(ctx, { limit: 50 })).data.find((one) => one.chatId === String(userId))!.id
  const says = async (userId: number, text: string) => {
    const from = { id: userId, first_name: 'Ivan', language_code: 'uk' }
    const chat = { id: userId, type: 'private' }
    const message = { message_id: nextUpdate, chat, from, date: 1_795_000_000, text }
    await receiveUpdates(ctx, botId, [{ update_id: nextUpdate++, message }])
    await advanceTalk(ctx, await sessionOf(userId))
  }
  const said = (userId: number) =>
    withTx(
      ctx,
      ({ sql }) => sql<{ text: string; link: { invitationId: string } | null }[]>`
        select (request -> 'params')::text as text, request -> 'link' as link from deliveries
        where lane = ${`telegram:${botId}:${userId}`} order by seq`,
    )
  return { botId, says, said, sessionOf }
}
const startOf = (link: string | null) => `/start ${new URL(link!).searchParams.get('start')}`
/** Everything that the database holds of a workspace in which a link could lie. */
const rowsOf = async ({ db, workspaceId }: Context) => {
  const rows = await withSystemTx(
    db,
    ({ sql }) => sql`
      select to_jsonb(t)::text as row from invitations t where workspace_id = ${workspaceId} union all
      select to_jsonb(t)::text from deliveries t where workspace_id = ${workspaceId} union all
      select to_jsonb(t)::text from bot_messages t where workspace_id = ${workspaceId}`,
  )
  return rows.map(({ row }) => String(row)).join('\n')
}

describe('an invitation by Telegram', () => {
  test('whose link is opened at the bot is answered with one of its own, once; that one lets in, and no row holds it', async () => {
    const ctx = await on.workspace()
    const { says, said } = await bot(ctx)
    const email = newEmail()
    const made = await createInvitation(ctx, { ...input, email })
    expect(made).toMatchObject({
      path: null,
      telegram: expect.stringMatching(/^https:\/\/t\.me\/cartie_bot\?start=inv_/) as string,
    })
    await says(501, startOf(made.telegram))
    await says(502, startOf(made.telegram))
    const [first] = await said(501)
    expect(first).toMatchObject({ link: { invitationId: made.id } })
    expect(first!.text).toContain(undrawnLink)
    expect((await said(502))[0]).toMatchObject({ link: null, text: expect.stringContaining('вже') as string })
    // Until it is drawn nobody has a link; each that is drawn ends the one before.
    const [early, link] = [
      await drawTelegramLink(ctx, first!.link!),
      await drawTelegramLink(ctx, first!.link!),
    ]
    const tokenIn = (text: string | undefined) => text!.split('/').at(-1)!
    expect(await rowsOf(ctx)).not.toContain(tokenIn(link))
    const newcomer = { name: 'Ivan', password: 'a long password', person: undefined }
    await expect(joinByInvitation(ctx, tokenIn(early), newcomer)).rejects.toMatchObject({ code: 'not_found' })
    await joinByInvitation(ctx, tokenIn(link), newcomer)
    expect((await listMembers(ctx)).data).toMatchObject([{ email, role: 'MANAGER' }])
    // Nobody has shown that the address is theirs.
    const [user] = await withSystemTx(
      ctx.db,
      ({ sql }) => sql`select email_verified from users where email = ${email}`,
    )
    expect(user).toMatchObject({ email_verified: false })
    expect(await drawTelegramLink(ctx, first!.link!)).toBeUndefined()
  })

  test('that was revoked or is too old is answered politely', async () => {
    const ctx = await on.workspace()
    const { says, said } = await bot(ctx)
    const [gone, old] = [
      await createInvitation(ctx, { ...input, email: newEmail() }),
      await createInvitation(ctx, { ...input, email: newEmail() }),
    ]
    await revokeInvitation(ctx, gone.id)
    await withTx(ctx, ({ sql }) => sql`update invitations set expires_at = now() where id = ${old.id}`)
    await says(501, startOf(gone.telegram))
    await says(501, startOf(old.telegram))
    expect(await said(501)).toMatchObject([{ link: null }, { link: null }])
  })

  test('goes into a private chat of the workspace’s own bots, and into no other', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const [own, foreign] = [await bot(ctx), await bot(other)]
    await own.says(503, 'hello')
    await foreign.says(503, 'hello')
    const chatId = await own.sessionOf(503)
    const before = (await own.said(503)).length
    const made = await createInvitation(ctx, { ...input, email: newEmail(), chatId })
    expect(made).toMatchObject({ path: null, telegram: null })
    expect((await own.said(503)).slice(before)).toMatchObject([{ link: { invitationId: made.id } }])
    const refused = { code: 'unprocessable', errors: [{ pointer: '/chatId', code: 'no_chat' }] }
    const elsewhere = await foreign.sessionOf(503)
    await expect(
      createInvitation(ctx, { ...input, email: newEmail(), chatId: elsewhere }),
    ).rejects.toMatchObject(refused)
    await withTx(ctx, ({ sql }) => sql`update bot_sessions set blocked_at = now() where id = ${chatId}`)
    await expect(createInvitation(ctx, { ...input, email: newEmail(), chatId })).rejects.toMatchObject(
      refused,
    )
    for (const role of otherRoles(permissions['members.write']))
      await expect(
        createInvitation(as(ctx, role), { ...input, email: newEmail(), chatId }),
      ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of one workspace is nothing at another one’s bot, and needs a bot that has a name', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await expect(createInvitation(ctx, { ...input, email: newEmail() })).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ code: 'no_bot' }],
    })
    await bot(ctx)
    const foreign = await bot(other)
    const made = await createInvitation(ctx, { ...input, email: newEmail() })
    await foreign.says(504, startOf(made.telegram))
    expect(await foreign.said(504)).toMatchObject([{ link: null }])
  })
})
