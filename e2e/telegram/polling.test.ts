import { expect, it } from 'vitest'
import { createManualClock } from './clock.ts'
import { startTelegram } from './testing/telegram.ts'

const other =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'

it('holds a poll open until an update comes, and gives it again until an offset confirms it', async () => {
  const { bot, user, api } = await startTelegram()
  const waiting = api.getUpdates({ timeout: 50 })
  user.sends(bot, 'one')
  const [one] = await waiting
  expect(one).toMatchObject({ message: { text: 'one' } })
  expect(await api.getUpdates()).toEqual([one])
  user.sends(bot, 'two')
  const offset = (one?.update_id ?? 0) + 1
  expect(await api.getUpdates({ offset })).toMatchObject([{ update_id: offset, message: { text: 'two' } }])
  expect(await api.getUpdates({ offset: offset + 1 })).toEqual([])
})

it('answers an idle poll with nothing when its time is over', async () => {
  const clock = createManualClock()
  const { api, bot } = await startTelegram({ clock })
  const polled = api.getUpdates({ timeout: 30 })
  await bot.poll.waiting()
  clock.advance(30_000)
  expect(await polled).toEqual([])
})

it('lets one poller alone wait: the second ends the first with 409', async () => {
  const { api, bot, user } = await startTelegram()
  const first = expect(api.getUpdates({ timeout: 50 })).rejects.toMatchObject({
    errorCode: 409,
    description: other,
  })
  await bot.poll.waiting()
  const second = api.getUpdates({ timeout: 50 })
  await first
  user.sends(bot, 'hi')
  expect(await second).toHaveLength(1)
})

it('refuses polls while a webhook is set, and setting one ends the poll that waits', async () => {
  const { api, bot } = await startTelegram()
  const ended = expect(api.getUpdates({ timeout: 50 })).rejects.toMatchObject({
    errorCode: 409,
    description: 'Conflict: terminated by setWebhook request',
  })
  await bot.poll.waiting()
  await api.setWebhook({ url: 'http://127.0.0.1:9/hook' })
  await ended
  await expect(api.getUpdates()).rejects.toMatchObject({
    errorCode: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  })
  await api.deleteWebhook()
  expect(await api.getUpdates()).toEqual([])
})

it('gives only the kinds that were asked for; chat_member must be', async () => {
  const { telegram, api, bot, user } = await startTelegram()
  const group = telegram.addGroup({ title: 'Dealers', creator: user })
  group.adds(bot)
  group.promotes(bot)
  group.adds(telegram.addUser({ firstName: 'Ivan' }))
  const kinds = (updates: object[]) => updates.map((update) => Object.keys(update)[1])
  expect(kinds(await api.getUpdates())).toEqual(['my_chat_member', 'message', 'my_chat_member', 'message'])
  await api.getUpdates({ offset: -1, allowed_updates: ['chat_member', 'callback_query'] })
  group.adds(telegram.addUser({ firstName: 'Petro' }))
  expect(kinds(await api.getUpdates({ offset: bot.updates.nextId - 1 }))).toEqual(['chat_member'])
})

it('lets the ids of updates jump', async () => {
  const { api, bot, user } = await startTelegram()
  user.sends(bot, 'one')
  bot.updates.nextId = 7
  user.sends(bot, 'two')
  const updates = await api.getUpdates()
  expect(updates.map((update) => update.update_id)).toEqual([100_000_001, 7])
})

it('forgets a message after a day, and a press after 150 seconds', async () => {
  const clock = createManualClock()
  const { api, bot, user } = await startTelegram({ clock })
  user.sends(bot, 'hi')
  const keyboard = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] }
  await api.sendMessage({ chat_id: user.id, text: '?', reply_markup: keyboard })
  user.presses(bot, 'A')
  expect(bot.updates.size).toBe(2)
  clock.advance(150_000)
  expect(await api.getUpdates()).toMatchObject([{ message: { text: 'hi' } }])
  clock.advance(24 * 3_600_000)
  expect(await api.getUpdates()).toEqual([])
})
