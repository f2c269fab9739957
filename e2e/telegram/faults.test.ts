import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { callsInRetryWindow, doubles, sends } from './checks.ts'
import { isCall, parseJournal } from './journal.ts'
import { startTelegram } from './testing/telegram.ts'

it('carries out a send and loses its answer, after as many as asked', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  user.sends(bot, 'hi')
  telegram.faults.dropAfter('sendMessage', 1)
  await api.sendMessage({ chat_id: user.id, text: 'one' })
  await expect(api.sendMessage({ chat_id: user.id, text: 'two' })).rejects.toMatchObject({ code: 'EFETCH' })
  expect(user.chatWith(bot).map(({ text }) => text)).toEqual(['hi', 'one', 'two'])
  expect(telegram.journal.calls().map(({ status, done }) => [status, done])).toEqual([
    [200, true],
    [0, true],
  ])
})

it('shows the double send of a client that retries by itself', async () => {
  const { telegram, bot, user, apiOf } = await startTelegram()
  user.sends(bot, 'hi')
  telegram.faults.dropAfter('sendMessage', 0)
  const retrying = apiOf(bot.token, { maxRetries: 2, retryBackoffMs: 1 })
  await retrying.sendMessage({ chat_id: user.id, text: 'once' })
  const [[, calls = []] = []] = doubles(telegram.journal.entries)
  expect(calls).toHaveLength(2)
})

it('breaks the connection before anything is done', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  user.sends(bot, 'hi')
  telegram.faults.add({ method: 'sendMessage' }, { kind: 'reset' })
  await expect(api.sendMessage({ chat_id: user.id, text: 'x' })).rejects.toMatchObject({ code: 'EFETCH' })
  expect(user.chatWith(bot)).toHaveLength(1)
  expect(sends(telegram.journal.entries)).toEqual([])
})

it('answers late: the client gives up on a message that arrived', async () => {
  const { telegram, bot, user, apiOf } = await startTelegram()
  user.sends(bot, 'hi')
  telegram.faults.add({ method: 'sendMessage' }, { kind: 'late', ms: 200 })
  const hurried = apiOf(bot.token, { timeoutMs: 20 })
  await expect(hurried.sendMessage({ chat_id: user.id, text: 'x' })).rejects.toMatchObject({
    name: 'TimeoutError',
  })
  expect(user.chatWith(bot)).toHaveLength(2)
})

it('answers 500, and with a page that is no JSON', async () => {
  const { telegram, api } = await startTelegram()
  telegram.faults.fail({ method: 'getMe' })
  await expect(api.getMe()).rejects.toMatchObject({ errorCode: 500, description: 'Internal Server Error' })
  telegram.faults.add({}, { kind: 'body', status: 404, body: '<html>Bad Gateway</html>' })
  await expect(api.getMe()).rejects.toMatchObject({ name: 'ParseError' })
  expect(await api.getMe()).toMatchObject({ id: 7001 })
})

it('floods one chat on demand and sees who calls before its time', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  const other = telegram.addUser({ firstName: 'Ivan' })
  user.sends(bot, 'hi')
  other.sends(bot, 'hi')
  telegram.faults.flood({ chatId: user.id }, 3)
  await api.sendMessage({ chat_id: other.id, text: 'x' })
  await expect(api.sendMessage({ chat_id: user.id, text: 'x' })).rejects.toMatchObject({
    errorCode: 429,
    retryAfter: 3,
    description: 'Too Many Requests: retry after 3',
  })
  expect(callsInRetryWindow(telegram.journal.entries)).toEqual([])
  await api.sendMessage({ chat_id: user.id, text: 'too early' })
  expect(callsInRetryWindow(telegram.journal.entries)).toMatchObject([{ params: { text: 'too early' } }])
})

it('refuses connections while it is down and knows everything afterwards', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  user.sends(bot, 'hi')
  await telegram.goDown()
  await expect(api.getMe()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
  await telegram.comeUp()
  expect(await api.getUpdates()).toHaveLength(1)
})

it('writes its journal to a file that can be checked afterwards', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'telegram-'))
  onTestFinished(() => rm(dir, { recursive: true }))
  const journalPath = join(dir, 'journal.jsonl')
  const { telegram, bot, user, api } = await startTelegram({ journalPath })
  user.sends(bot, 'hi')
  await api.sendMessage({ chat_id: user.id, text: 'x' })
  const read = parseJournal(readFileSync(journalPath, 'utf8'))
  expect(read).toEqual(telegram.journal.entries)
  expect(read.filter(isCall)).toHaveLength(1)
})
