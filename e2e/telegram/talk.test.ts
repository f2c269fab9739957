import { expect, it } from 'vitest'
import { startTelegram } from './testing/telegram.ts'

it('lets a bot lead a talk by keyboards, presses, edits and a shared phone', async () => {
  const { bot, user, api } = await startTelegram()
  user.sends(bot, '/start promo')
  const [started] = await api.getUpdates()
  expect(started).toMatchObject({
    message: {
      text: '/start promo',
      from: { id: user.id, is_bot: false, language_code: 'uk' },
      chat: { id: user.id, type: 'private', first_name: 'Olena' },
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    },
  })

  await api.sendMessage({
    chat_id: user.id,
    text: 'What <b>body</b>?',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Sedan', callback_data: 'q1:sedan' }]] },
  })
  const question = await user.receives(bot, 'What body?')
  expect(question.entities).toEqual([{ type: 'bold', offset: 5, length: 4 }])
  const queryId = user.presses(bot, 'Sedan')
  const [pressed] = await api.getUpdates({ offset: (started?.update_id ?? 0) + 1 })
  expect(pressed).toMatchObject({
    callback_query: { id: queryId, data: 'q1:sedan', message: { message_id: question.message_id } },
  })
  await api.answerCallbackQuery({ callback_query_id: queryId, text: 'Good' })
  expect(bot.queries.get(queryId)?.answer).toEqual({ text: 'Good', alert: false })
  await api.editMessageText({ chat_id: user.id, message_id: question.message_id, text: 'A sedan' })
  expect(user.chatWith(bot).at(-1)).toMatchObject({
    text: 'A sedan',
    edit_date: expect.any(Number) as number,
  })
  expect(() => user.presses(bot, 'Sedan', question)).toThrow('there is no button "Sedan"')

  await api.sendMessage({
    chat_id: user.id,
    text: 'Your phone?',
    reply_markup: { keyboard: [[{ text: 'Share', request_contact: true }]], one_time_keyboard: true },
  })
  user.presses(bot, 'Share')
  const [shared] = await api.getUpdates({ offset: (pressed?.update_id ?? 0) + 1 })
  expect(shared).toMatchObject({
    message: { contact: { phone_number: '380671234567', user_id: user.id } },
  })
})

it('keeps each bot to its own chats', async () => {
  const { telegram, bot, user, api, apiOf } = await startTelegram()
  const other = telegram.addBot({ token: '7002:secret', username: 'other_bot' })
  user.sends(bot, 'hello')
  expect(await apiOf(other.token).getUpdates()).toEqual([])
  expect(await api.getUpdates()).toHaveLength(1)
  await expect(apiOf(other.token).sendMessage({ chat_id: user.id, text: 'hi' })).rejects.toMatchObject({
    errorCode: 400,
    description: 'Bad Request: chat not found',
  })
})

it('tells a bot that it was blocked, and refuses its messages until it is unblocked', async () => {
  const { bot, user, api } = await startTelegram()
  user.sends(bot, '/start')
  user.blocks(bot)
  await expect(api.sendMessage({ chat_id: user.id, text: 'hi' })).rejects.toMatchObject({
    errorCode: 403,
    description: 'Forbidden: bot was blocked by the user',
  })
  user.unblocks(bot)
  await api.sendMessage({ chat_id: user.id, text: 'hi again' })
  const updates = await api.getUpdates()
  expect(updates.slice(1)).toMatchObject([
    { my_chat_member: { old_chat_member: { status: 'member' }, new_chat_member: { status: 'kicked' } } },
    { my_chat_member: { old_chat_member: { status: 'kicked' }, new_chat_member: { status: 'member' } } },
  ])
})

it('answers a reply with the message it replies to', async () => {
  const { bot, user, api } = await startTelegram()
  const asked = user.sends(bot, 'Is it sold?')
  const sent = await api.sendMessage({
    chat_id: user.id,
    text: 'No',
    reply_parameters: { message_id: asked.message_id },
  })
  expect(sent).toMatchObject({ reply_to_message: { text: 'Is it sold?' } })
  user.sends(bot, 'Good', { replyTo: await user.receives(bot) })
  expect((await api.getUpdates()).at(-1)).toMatchObject({ message: { reply_to_message: { text: 'No' } } })
})

it('keeps commands by scope and language, and the menu button', async () => {
  const { api } = await startTelegram()
  const commands = [{ command: 'start', description: 'Begin' }]
  await api.setMyCommands({ commands, language_code: 'uk' })
  expect(await api.getMyCommands({ language_code: 'uk' })).toEqual(commands)
  expect(await api.getMyCommands()).toEqual([])
  await api.deleteMyCommands({ language_code: 'uk' })
  expect(await api.getMyCommands({ language_code: 'uk' })).toEqual([])
  await expect(
    api.setMyCommands({ commands: [{ command: 'Старт', description: 'x' }] }),
  ).rejects.toMatchObject({ description: 'Bad Request: BOT_COMMAND_INVALID' })
  await api.setChatMenuButton({ menu_button: { type: 'commands' } })
  expect(await api.getChatMenuButton()).toEqual({ type: 'commands' })
})
