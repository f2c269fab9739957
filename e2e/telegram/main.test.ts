import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Api } from 'node-telegram-bot-api'
import { expect, it, onTestFinished } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

interface Reply {
  ok: boolean
  result: unknown
  description?: string
}

async function start() {
  const child = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const url = /READY (\S+)/.exec(said.toString())?.[1] ?? ''
  const ask = async (verb: string, body: object = {}): Promise<Reply> => {
    const reply = await fetch(`${url}/control/${verb}`, { method: 'POST', body: JSON.stringify(body) })
    return (await reply.json()) as Reply
  }
  return { ask, url, api: new Api('42:demo', { apiRoot: url, maxRetries: 0 }) }
}

it('is a Telegram for other processes: a bot of any token, a user by HTTP, faults and the journal', async () => {
  const { ask, api } = await start()
  expect(await api.getMe()).toMatchObject({ id: 42, username: 'demo_42_bot' })
  expect(await ask('send', { text: '/start' })).toMatchObject({ ok: true, result: { text: '/start' } })
  const [update] = await api.getUpdates()
  const chat_id = update && 'message' in update ? update.message.chat.id : 0
  const keyboard = { inline_keyboard: [[{ text: 'Yes', callback_data: 'y' }]] }
  const received = ask('receive', { match: 'Ready' })
  await api.sendMessage({ chat_id, text: 'Ready?', reply_markup: keyboard })
  expect(await received).toMatchObject({ result: { text: 'Ready?' } })
  await ask('press', { button: 'Yes' })
  expect((await api.getUpdates()).at(-1)).toMatchObject({ callback_query: { data: 'y' } })
  await ask('send', { contact: true })
  expect((await api.getUpdates()).at(-1)).toMatchObject({ message: { contact: { user_id: chat_id } } })

  await ask('fault', { kind: 'flood', method: 'sendMessage', retry_after: 5 })
  await expect(api.sendMessage({ chat_id, text: 'x' })).rejects.toMatchObject({ retryAfter: 5 })
  await ask('block')
  await expect(api.sendMessage({ chat_id, text: 'x' })).rejects.toMatchObject({ errorCode: 403 })
  expect((await ask('journal')).result).toHaveLength(7)
})

it('makes groups and channels with posts, edits and forwards', async () => {
  const { ask, api } = await start()
  await api.getMe()
  const { result } = await ask('channel', { title: 'Cars', username: 'cars_ua' })
  const { id: chat } = result as { id: number }
  await ask('promote', { chat, member: '42' })
  const posted = (await ask('post', { chat, text: 'Camry' })).result as { message_id: number }
  await ask('edit-post', { chat, message_id: posted.message_id, text: 'SOLD' })
  await ask('send', { forward: { chat, message_id: posted.message_id } })
  expect(await api.getUpdates()).toMatchObject([
    { my_chat_member: { new_chat_member: { status: 'administrator' } } },
    { channel_post: { text: 'Camry' } },
    { edited_channel_post: { text: 'SOLD' } },
    { message: { text: 'SOLD', forward_origin: { chat: { id: chat } } } },
  ])
  expect(await ask('dance')).toMatchObject({
    ok: false,
    description: expect.stringMatching(/knows user, send/) as string,
  })
  expect(await ask('press', { button: 'No such' })).toMatchObject({ ok: false })
})

it('has a page on which one plays its people: their chats with buttons, keyboards and photos', async () => {
  const { ask, api, url } = await start()
  await api.getMe()
  await ask('send', { images: [Buffer.from('ffd8ffe0', 'hex').toString('base64')], caption: 'My car' })
  const [update] = await api.getUpdates()
  const chat_id = update && 'message' in update ? update.message.chat.id : 0
  const keyboard = { inline_keyboard: [[{ text: 'Offer', url: 'https://t.me/demo_42_bot?start=offer_1' }]] }
  await api.sendMessage({ chat_id, text: '<b>Wanted</b>', parse_mode: 'HTML', reply_markup: keyboard })
  const { result } = await ask('look')
  expect(result).toMatchObject({
    people: [{ first_name: 'Olena' }],
    chats: [
      {
        to: 'demo_42_bot',
        kind: 'private',
        messages: [
          { mine: true, text: 'My car', photos: [expect.stringMatching(/^f\d/)] },
          { mine: false, text: 'Wanted', entities: [{ type: 'bold' }], buttons: keyboard.inline_keyboard },
        ],
      },
    ],
  })
  const [key] = (result as { chats: { messages: { photos: string[] }[] }[] }).chats[0]!.messages[0]!.photos
  const photo = await fetch(`${url}/photos/${key}`)
  expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(await (await fetch(url)).text()).toContain('<title>Telegram on loopback</title>')
})
