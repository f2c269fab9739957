import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { advanceTalk } from '../talk/advance.ts'
import { getProposal } from './get.ts'
import { pressData, readPress, type ProposalPress } from './press-data.ts'
import { revokeProposal } from './revoke.ts'
import { sentOf, storyOf, testDeal, testProposal, type TestDeal } from './testing/test-deal.ts'
import { clientWords } from './words.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

let update = 1
const words = clientWords.uk

/** A press in a chat, and what the bot says to it. */
async function press(deal: TestDeal, data: string, chat = deal.client): Promise<TelegramRequest[]> {
  const { ctx, botId } = deal
  const before = (await sentOf(ctx)).length
  const from = { id: Number(chat.chatId), first_name: 'Олена' }
  const message = {
    message_id: 40,
    date: 1,
    chat: { id: Number(chat.chatId), type: 'private', first_name: 'Олена' },
  }
  await receiveUpdates(ctx, botId, [
    { update_id: update++, callback_query: { id: `q${update}`, from, message, chat_instance: '1', data } },
  ])
  await advanceTalk(ctx, chat.sessionId)
  const sent = (await sentOf(ctx)).slice(before).filter((row) => row.lane === chat.lane)
  return sent.map((row) => row.request)
}
const said = (requests: TelegramRequest[]) =>
  requests.filter((r) => r.method === 'answerCallbackQuery').map((r) => r.params.text)
const buttonsOf = (requests: TelegramRequest[]) => {
  const edit = requests.find((r) => r.method === 'editMessageReplyMarkup')
  const markup = edit?.params.reply_markup as { inline_keyboard: { text: string }[][] } | undefined
  return markup?.inline_keyboard.flat().map((button) => button.text)
}
const make = async () => {
  const ctx: Context = await on.workspace()
  const deal = await testDeal(ctx)
  const { id, items } = await testProposal(deal)
  const itemId = items[0]!.id
  const data = (what: ProposalPress) => pressData(itemId, what)
  return { ctx, deal, id, itemId, data }
}

describe('a button under a car', () => {
  test('says the client’s word: liked, taken back, rejected; the buttons show it', async () => {
    const { ctx, deal, id, data } = await make()
    const liked = await press(deal, data('like'))
    expect(said(liked)).toEqual([words.liked])
    expect(buttonsOf(liked)).toEqual([`• ${words.like} •`, words.reject, words.choose])
    expect(await getProposal(ctx, id)).toMatchObject({ status: 'LIKED', liked: 1 })
    expect(said(await press(deal, data('like')))).toEqual([words.takenBack])
    const rejected = await press(deal, data('reject'))
    expect(said(rejected)).toEqual([words.rejected])
    expect(buttonsOf(rejected)).toEqual([words.like, `• ${words.reject} •`, words.choose])
    expect((await getProposal(ctx, id)).items[0]!.reaction).toBe('REJECTED')
  })

  test('chooses only once it is confirmed, and once', async () => {
    const { ctx, deal, id, itemId, data } = await make()
    expect(buttonsOf(await press(deal, data('choose')))).toEqual([words.yes, words.back])
    expect((await getProposal(ctx, id)).status).toBe('SENT')
    expect(buttonsOf(await press(deal, data('back')))).toHaveLength(3)
    const chosen = await press(deal, data('yes'))
    expect(said(chosen)).toEqual([words.chosen])
    expect(buttonsOf(chosen)).toEqual([])
    await press(deal, data('yes'))
    expect(await getProposal(ctx, id)).toMatchObject({ status: 'ACCEPTED', acceptedItemId: itemId })
    expect((await storyOf(ctx, deal.requestId)).filter((a) => a.type === 'proposal_accepted')).toHaveLength(1)
  })

  test('pressed by anybody else does nothing, and neither does one of a proposal that is closed', async () => {
    const { ctx, deal, id, data } = await make()
    const other = await make()
    // The partner's chat with the same bot, and the chat of another client with their own data.
    expect(said(await press(deal, data('yes'), deal.giver))).toEqual([words.refused])
    expect(said(await press(other.deal, data('yes')))).toEqual([words.refused])
    expect((await getProposal(ctx, id)).status).toBe('SENT')
    await revokeProposal(ctx, id)
    expect(said(await press(deal, data('like')))).toEqual([words.closed])
    expect(said(await press(deal, data('yes')))).toEqual([words.closed])
    await withTx(ctx, ({ sql }) => sql`update proposals set status = 'SENT' where id = ${id}`)
    await withTx(ctx, ({ sql }) => sql`update proposal_items set sold_at = now() where proposal_id = ${id}`)
    expect(said(await press(deal, data('yes')))).toEqual([words.sold])
  })
})

test('a choice that is refused leaves nothing half done', async () => {
  const { ctx, deal, id, data } = await make()
  await withTx(
    ctx,
    ({ sql }) => sql`update request_variants set deleted_at = now() where id = ${deal.variantIds[0]!}`,
  )
  expect(said(await press(deal, data('yes')))).toEqual([words.sold])
  expect(await getProposal(ctx, id)).toMatchObject({ status: 'SENT', acceptedItemId: null })
})

describe('the data of a button', () => {
  test('fits Telegram and is read back; what nobody wrote is none', () => {
    const itemId = '0190a5f0-0000-7000-8000-000000000001'
    for (const one of ['like', 'reject', 'choose', 'yes', 'back'] as const) {
      expect(Buffer.byteLength(pressData(itemId, one))).toBeLessThanOrEqual(64)
      expect(readPress(pressData(itemId, one))).toEqual({ itemId, press: one })
    }
    for (const data of ['', 'c:', 'c:l:1', `c:x:${itemId}`, `p:l:${itemId}`, `c:l:${itemId}x`])
      expect(readPress(data)).toBeUndefined()
  })
})
