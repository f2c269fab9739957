import { describe, expect, it } from 'vitest'
import { startTelegram } from './testing/telegram.ts'

const inline = (data: string) => ({ inline_keyboard: [[{ text: 'x', callback_data: data }]] })

describe('refuses in the words of Telegram', () => {
  it.each([
    ['an empty text', { text: '' }, 'message text is empty'],
    ['white space', { text: ' \n ' }, 'text must be non-empty'],
    ['4097 characters', { text: 'ж'.repeat(4097) }, 'message is too long'],
    [
      'broken HTML',
      { text: '<b>x', parse_mode: 'HTML' as const },
      'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    ],
    ['65 bytes of data', { text: 'x', reply_markup: inline('a'.repeat(65)) }, 'BUTTON_DATA_INVALID'],
    [
      '33 Cyrillic letters of data',
      { text: 'x', reply_markup: inline('ж'.repeat(33)) },
      'BUTTON_DATA_INVALID',
    ],
    [
      'a reply to nothing',
      { text: 'x', reply_parameters: { message_id: 999 } },
      'message to be replied not found',
    ],
  ])('%s', async (_, params, description) => {
    const { bot, user, api } = await startTelegram()
    user.sends(bot, 'hi')
    await expect(api.sendMessage({ chat_id: user.id, ...params })).rejects.toMatchObject({
      errorCode: 400,
      description: `Bad Request: ${description}`,
    })
    expect(user.chatWith(bot)).toHaveLength(1)
  })

  it('takes what is just within the limits', async () => {
    const { bot, user, api } = await startTelegram()
    user.sends(bot, 'hi')
    await api.sendMessage({ chat_id: user.id, text: 'ж'.repeat(4096), reply_markup: inline('a'.repeat(64)) })
    await api.sendPhoto({ chat_id: user.id, photo: 'https://example.com/a.jpg', caption: 'ж'.repeat(1024) })
    expect(user.chatWith(bot)).toHaveLength(3)
  })

  it('a caption above 1024 characters', async () => {
    const { bot, user, api } = await startTelegram()
    user.sends(bot, 'hi')
    const photo = { chat_id: user.id, photo: 'https://example.com/a.jpg', caption: 'x'.repeat(1025) }
    await expect(api.sendPhoto(photo)).rejects.toMatchObject({
      description: 'Bad Request: message caption is too long',
    })
  })

  it('edits and deletions of what is not there, not its own, or no change', async () => {
    const { bot, user, api } = await startTelegram()
    const theirs = user.sends(bot, 'hi')
    const at = (message_id: number) => ({ chat_id: user.id, message_id })
    const { message_id } = await api.sendMessage({ chat_id: user.id, text: 'x', reply_markup: inline('a') })
    const refusals = [
      [api.editMessageText({ ...at(999), text: 'y' }), 'message to edit not found'],
      [api.deleteMessage(at(999)), 'message to delete not found'],
      [api.editMessageText({ ...at(theirs.message_id), text: 'y' }), "message can't be edited"],
      [
        api.editMessageText({ ...at(message_id), text: 'x', reply_markup: inline('a') }),
        'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
      ],
      [
        api.editMessageCaption({ ...at(message_id), caption: 'y' }),
        'there is no caption in the message to edit',
      ],
      [
        api.answerCallbackQuery({ callback_query_id: '1' }),
        'query is too old and response timeout expired or query ID is invalid',
      ],
    ] as const
    for (const [refused, description] of refusals)
      await expect(refused).rejects.toMatchObject({
        errorCode: 400,
        description: `Bad Request: ${description}`,
      })
  })

  it('a token that is nobody’s, also one that was replaced, and writes the attempt down', async () => {
    const { telegram, bot, apiOf } = await startTelegram()
    const old = bot.token
    bot.token = '7001:another'
    await expect(apiOf(old).getMe()).rejects.toMatchObject({ errorCode: 401, description: 'Unauthorized' })
    expect(await apiOf(bot.token).getMe()).toMatchObject({ id: 7001, username: 'cartie_bot' })
    expect(telegram.journal.calls()).toMatchObject([
      { bot: '', status: 401 },
      { bot: 'cartie_bot', status: 200 },
    ])
    expect(JSON.stringify(telegram.journal.entries)).not.toContain('secret')
  })

  it('an unknown method, and a path that is none', async () => {
    const { telegram, bot } = await startTelegram()
    const method = await fetch(`${telegram.url}/bot${bot.token}/sendDice`)
    expect(await method.json()).toEqual({
      ok: false,
      error_code: 404,
      description: 'Not Found: method not found',
    })
    expect((await fetch(`${telegram.url}/`)).status).toBe(404)
  })
})

it('reads parameters from a query string, a form, JSON and any case of the method', async () => {
  const { telegram, bot, user } = await startTelegram({ limits: false })
  user.sends(bot, 'hi')
  const at = `${telegram.url}/bot${bot.token}/sendmessage`
  const chat_id = String(user.id)
  await fetch(`${at}?chat_id=${chat_id}&text=one`)
  await fetch(at, { method: 'POST', body: new URLSearchParams({ chat_id, text: 'two' }) })
  const json = { chat_id: user.id, text: 'three', reply_markup: inline('a') }
  const headers = { 'content-type': 'application/json' }
  await fetch(at, { method: 'POST', headers, body: JSON.stringify(json) })
  const form = new FormData()
  form.append('chat_id', chat_id)
  form.append('text', 'чотири "4"')
  await fetch(at, { method: 'POST', body: form })
  const broken = await fetch(at, { method: 'POST', headers, body: '{' })
  expect(broken.status).toBe(400)
  expect(user.chatWith(bot).map(({ text }) => text)).toEqual(['hi', 'one', 'two', 'three', 'чотири "4"'])
})
