import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { LeadCapture } from '@cartie/shared/schemas/lead-intake'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { announceDueReminders } from './announce-due.ts'
import { captureLead } from './capture.ts'
import { remindLead } from './remind.ts'
import { updateReminder } from './update-reminder.ts'

const past = '2020-01-01T09:00:00.000Z'
let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const capture = async (ctx: Context, input: Partial<LeadCapture> = {}) =>
  (await captureLead(ctx, { source: 'manual', name: 'Іван', phone: '0671234567', ...input })).lead

describe('a due reminder in Telegram', () => {
  const bot = async (ctx: Context, adminChatId: string | null, enabled = true) => {
    const id = await testBot(ctx)
    await withTx(
      ctx,
      ({ sql }) =>
        sql`update bot_configs set admin_chat_id = ${adminChatId}, enabled = ${enabled} where id = ${id}`,
    )
    return id
  }
  const notices = (ctx: Context) =>
    withTx(
      ctx,
      ({ sql }) => sql<{ lane: string; request: TelegramRequest; lead_id: string }[]>`
        select lane, request, lead_id from deliveries where workspace_id = ${ctx.workspaceId} order by seq`,
    )

  test('is told once to the admin chat of the lead’s bot, with the lead’s buttons', async () => {
    const ctx = await on.workspace()
    await bot(ctx, '-1')
    const botId = await bot(ctx, '-2')
    const { id, code } = await capture(ctx, { botId })
    const { id: reminderId } = await remindLead(ctx, id, { text: 'call <back>', dueAt: past })
    on.wakes.length = 0
    await Promise.all(Array.from({ length: 4 }, () => announceDueReminders(on.db)))
    const lane = `telegram:${botId}:-2`
    const text = expect.stringMatching(new RegExp(`call &lt;back&gt;\\n\\n.*${code}`)) as string
    const [told, ...more] = await notices(ctx)
    expect(more).toEqual([])
    expect(told).toMatchObject({ lane, lead_id: id, request: { method: 'sendMessage', params: { text } } })
    expect(JSON.stringify(told!.request.params.reply_markup)).toContain(`l:CONTACTED:${id}`)
    const rung = on.wakes.filter(({ job }) => job.name !== 'notice.tell')
    expect(rung.map((wake) => wake.payload)).toEqual([{ workspaceId: ctx.workspaceId, lane }])

    await updateReminder(ctx, { leadId: id, reminderId }, { dueAt: '2021-01-01T09:00:00.000Z' })
    await announceDueReminders(on.db)
    expect(await notices(ctx)).toHaveLength(2)
  })

  test('is told by the workspace’s first bot with an admin chat where the lead’s own has none; where no bot has, by nobody', async () => {
    const ctx = await on.workspace()
    const mute = await bot(ctx, null)
    const { id } = await capture(ctx, { botId: mute })
    await bot(ctx, '-3', false)
    await remindLead(ctx, id, { text: 'a', dueAt: past })
    await announceDueReminders(on.db)
    expect(await notices(ctx)).toEqual([])
    const first = await bot(ctx, '-4')
    await bot(ctx, '-5')
    await remindLead(ctx, id, { text: 'b', dueAt: past })
    await announceDueReminders(on.db)
    expect((await notices(ctx)).map((notice) => notice.lane)).toEqual([`telegram:${first}:-4`])
  })
})
