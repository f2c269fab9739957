import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { Role } from '@cartie/shared/domain/roles'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { publishedRequest } from '../../testing/published-request.ts'
import { testBot } from '../../testing/test-bot.ts'
import { addMember } from '../../testing/test-members.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { createListing } from '../listing/create.ts'
import { claimMatchTasks } from '../match/claim.ts'
import { listMatches } from '../match/list.ts'
import { runMatchTasks } from '../match/run.ts'
import { assignRequest } from '../request/assign.ts'
import { advanceTalk } from '../talk/advance.ts'
import { linkMyTelegram } from './link-telegram.ts'
import { getMyTelegram } from './my-telegram.ts'
import { unlinkMyTelegram } from './unlink-telegram.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const admins = '-100500'
const olha = { id: 71, first_name: 'Ольга', language_code: 'uk' }
let nextUpdate = 1

/** A workspace with a bot, its admin chat, and a colleague who leads a request. */
async function company(role: Role = 'MANAGER') {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  await withTx(
    ctx,
    ({ sql }) => sql`
      update bot_configs set admin_chat_id = ${admins}, username = 'cartie_bot', language = 'uk' where id = ${botId}`,
  )
  const userId = await addMember(ctx, role)
  const me: Context = { ...ctx, actor: { kind: 'user', id: userId, role } }
  const sent = () =>
    withTx(
      ctx,
      ({ sql }) => sql<{ request: TelegramRequest }[]>`select request from deliveries order by seq`,
    ).then((rows) => rows.map((row) => row.request))
  const hears = async (update: object, chatId = olha.id) => {
    const before = (await sent()).length
    await receiveUpdates(ctx, botId, [{ update_id: nextUpdate++, ...update }])
    const [session] = await withTx(
      ctx,
      ({ sql }) => sql<{ id: string }[]>`select id from bot_sessions where chat_id = ${String(chatId)}`,
    )
    await advanceTalk(ctx, session!.id)
    return (await sent()).slice(before)
  }
  const says = (text: string, from = olha) => {
    const chat = { id: from.id, type: 'private' }
    return hears({ message: { message_id: nextUpdate, chat, from, date: 1_795_000_000, text } }, from.id)
  }
  const presses = (data: string, from = olha) => {
    const message = { message_id: 9, chat: { id: from.id, type: 'private' }, date: 1 }
    return hears({ callback_query: { id: `q${nextUpdate}`, from, data, message } }, from.id)
  }
  const start = async (by = me) => `/start ${(await linkMyTelegram(by, {})).url.split('start=')[1]}`
  /** A car that fits a request of theirs, as it is told. */
  const carIsTold = async (known?: string) => {
    const id =
      known ??
      (await publishedRequest(ctx, { title: 'BMW X5', criteria: { makes: ['BMW'], models: ['X5'] } }))
    if (!known) await assignRequest(ctx, id, { ownerId: userId })
    const before = (await sent()).length
    await createListing(ctx, { title: 'BMW X5', make: 'BMW', model: 'X5' })
    await runMatchTasks(ctx, await claimMatchTasks(ctx, { leaseMs: 60_000 }))
    return { id, told: (await sent()).slice(before) }
  }
  return { ctx, me, userId, sent, says, presses, start, carIsTold }
}
const chatsOf = (requests: readonly TelegramRequest[]) => requests.map(({ params }) => params.chat_id)
const firstButton = ({ params }: TelegramRequest) =>
  (params.reply_markup as { inline_keyboard: { callback_data: string }[][] }).inline_keyboard[0]![0]!
    .callback_data

describe('a colleague who opens their link in Telegram', () => {
  test('hears there of the cars for their requests, and their buttons work', async () => {
    const { ctx, me, says, presses, start, carIsTold } = await company()
    const [welcome] = await says(await start())
    expect(String(welcome!.params.text)).toContain('Готово!')
    expect(await getMyTelegram(me)).toMatchObject({ linked: { name: 'Ольга', botUsername: 'cartie_bot' } })
    const { id, told } = await carIsTold()
    expect(chatsOf(told)).toEqual(['71'])
    await presses(firstButton(told[0]!))
    expect((await listMatches(ctx, id, { limit: 5 })).data).toMatchObject([{ state: 'offered' }])
  })

  test('is told nothing any more once they have untied it, left the company or blocked the bot', async () => {
    for (const end of ['untied', 'left', 'blocked'] as const) {
      const { ctx, me, userId, says, presses, start, carIsTold } = await company()
      await says(await start())
      const before = await carIsTold()
      if (end === 'untied') await unlinkMyTelegram(me)
      else if (end === 'left')
        await withSystemTx(ctx.db, ({ sql }) => sql`delete from members where user_id = ${userId}`)
      else await withTx(ctx, ({ sql }) => sql`update bot_sessions set blocked_at = now()`)
      await withTx(ctx, ({ sql }) => sql`update request_matches set alerted_at = null`)
      if (end !== 'blocked') {
        await presses(firstButton(before.told[0]!))
        expect((await listMatches(ctx, before.id, { limit: 5 })).data).toMatchObject([{ state: 'new' }])
      }
      const { told } = await carIsTold(before.id)
      expect(new Set(chatsOf(told))).toEqual(new Set([admins]))
    }
  })

  test('may not press what their role does not allow', async () => {
    const { ctx, says, presses, start, carIsTold } = await company()
    await says(await start())
    const { id, told } = await carIsTold()
    await withSystemTx(
      ctx.db,
      ({ sql }) => sql`update members set role = 'VIEWER' where workspace_id = ${ctx.workspaceId}`,
    )
    await presses(firstButton(told[0]!))
    expect((await listMatches(ctx, id, { limit: 5 })).data).toMatchObject([{ state: 'new' }])
  })
})

describe('a link', () => {
  test('is good once, for half an hour, and until the next one is made', async () => {
    const { ctx, me, says, start } = await company()
    const replaced = await start()
    const used = await start()
    const stranger = { id: 72, first_name: 'Чужий', language_code: 'uk' }
    expect(String((await says(replaced, stranger))[0]!.params.text)).toContain('вже не діє')
    await says(used)
    expect(String((await says(used, stranger))[0]!.params.text)).toContain('вже не діє')
    const late = await start()
    await withTx(ctx, ({ sql }) => sql`update member_telegrams set token_expires_at = now() - interval '1 s'`)
    expect(String((await says(late, stranger))[0]!.params.text)).toContain('вже не діє')
    expect(await getMyTelegram(me)).toMatchObject({ linked: { name: 'Ольга' } })
  })

  test('is made for a person alone, and of another workspace it ties nobody', async () => {
    const [one, other] = [await company(), await company()]
    const key: Context = { ...one.ctx, actor: { kind: 'apiKey', id: 'k', role: 'MANAGER' } }
    await expect(linkMyTelegram(key, {})).rejects.toMatchObject({ code: 'unprocessable' })
    await other.says(await one.start())
    expect([await getMyTelegram(one.me), await getMyTelegram(other.me)]).toEqual([
      { linked: null },
      { linked: null },
    ])
  })
})
