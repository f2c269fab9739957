import { expect, it } from 'vitest'
import { createManualClock } from './clock.ts'
import { FloodLimits, telegramFloodRules } from './flood-limits.ts'
import { startTelegram } from './testing/telegram.ts'

const privateChat = (id: number) => ({ id, type: 'private' as const })
const group = { id: -5, type: 'group' as const }

it('takes a burst in a chat and then one a second, and stays shut for retry_after', () => {
  const clock = createManualClock()
  const limits = new FloodLimits(clock, telegramFloodRules)
  for (let i = 0; i < 3; i++) limits.spend(privateChat(1), 1)
  expect(() => limits.spend(privateChat(1), 1)).toThrow('Too Many Requests: retry after 3')
  limits.spend(privateChat(2), 1)
  clock.advance(2999)
  expect(() => limits.spend(privateChat(1), 1)).toThrow('retry after 1')
  clock.advance(1)
  limits.spend(privateChat(1), 1)
})

it('opens no sooner than it said, although the limit alone would let it', () => {
  const clock = createManualClock()
  const limits = new FloodLimits(clock, telegramFloodRules)
  for (let i = 0; i < 3; i++) limits.spend(privateChat(1), 1)
  clock.advance(2500)
  expect(() => limits.spend(privateChat(1), 1)).toThrow('retry after 1')
  clock.advance(999)
  expect(() => limits.spend(privateChat(1), 1)).toThrow('retry after 1')
  clock.advance(1)
  limits.spend(privateChat(1), 1)
})

it('takes 20 a minute in a group, an album counting as its messages', () => {
  const clock = createManualClock()
  const limits = new FloodLimits(clock, telegramFloodRules)
  limits.spend(group, 10)
  clock.advance(10_000)
  limits.spend(group, 10)
  clock.advance(10_000)
  expect(() => limits.spend(group, 1)).toThrow('retry after 40')
  clock.advance(40_000)
  limits.spend(group, 10)
})

it('takes 30 a second of a bot over all chats', () => {
  const clock = createManualClock()
  const limits = new FloodLimits(clock, telegramFloodRules)
  for (let chat = 1; chat <= 30; chat++) limits.spend(privateChat(chat), 1)
  expect(() => limits.spend(privateChat(31), 1)).toThrow('retry after 1')
  clock.advance(1000)
  limits.spend(privateChat(31), 1)
})

it('holds for sends and edits, not for answers to presses or chat actions; and is off when told so', async () => {
  const { bot, user, api } = await startTelegram({ limits: { chatBurst: 1 } })
  user.sends(bot, 'hi')
  const sent = await api.sendMessage({ chat_id: user.id, text: 'x' })
  const edit = { chat_id: user.id, message_id: sent.message_id, text: 'y' }
  await expect(api.editMessageText(edit)).rejects.toMatchObject({ errorCode: 429, retryAfter: 1 })
  await api.sendChatAction({ chat_id: user.id, action: 'typing' })

  const free = await startTelegram({ limits: false })
  free.user.sends(free.bot, 'hi')
  for (let i = 0; i < 50; i++) await free.api.sendMessage({ chat_id: free.user.id, text: `${i}` })
})
