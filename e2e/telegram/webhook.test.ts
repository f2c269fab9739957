import { describe, expect, it } from 'vitest'
import { createManualClock } from './clock.ts'
import { isDelivery, type Journal } from './journal.ts'
import { startTelegram } from './testing/telegram.ts'
import { receiveWebhook } from './testing/webhook-receiver.ts'

/** A delivery that began before the clock stood where a test moved it saw it move. */
const startedEarly = (journal: Journal) => journal.deliveries().filter(({ ms }) => ms > 0)
const deliveredTo = (update: { message?: { text?: string } }) => update.message?.text

it('posts updates with the secret header, also those that waited, and tells how it stands', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  const hook = await receiveWebhook()
  user.sends(bot, 'before')
  await api.setWebhook({ url: hook.url, secret_token: 'S-1_x', max_connections: 5 })
  user.sends(bot, 'after')
  const last = await hook.received.waitFor(({ update }) => deliveredTo(update) === 'after')
  expect(hook.received.entries.map(({ update }) => deliveredTo(update))).toEqual(['before', 'after'])
  expect(last.headers['x-telegram-bot-api-secret-token']).toBe('S-1_x')
  await telegram.journal.waitFor(isDelivery, { times: 2 })
  expect(await api.getWebhookInfo()).toMatchObject({
    url: hook.url,
    max_connections: 5,
    pending_update_count: 0,
  })
  await api.deleteWebhook()
  expect(await api.getWebhookInfo()).toMatchObject({ url: '', pending_update_count: 0 })
})

it('refuses a broken address and a secret that Telegram would', async () => {
  const { api } = await startTelegram()
  const url = 'http://127.0.0.1:9/hook'
  const refusals = [
    [{ url: 'http://' }, 'invalid webhook URL specified'],
    [{ url, secret_token: 'a b' }, 'secret token contains unallowed characters'],
    [{ url, secret_token: 'a'.repeat(257) }, 'secret token is too long'],
  ] as const
  for (const [params, description] of refusals)
    await expect(api.setWebhook(params)).rejects.toMatchObject({ description: `Bad Request: ${description}` })
})

it('keeps the order of a chat, one at a time, while other chats go side by side', async () => {
  const { telegram, bot, user, api } = await startTelegram()
  const hook = await receiveWebhook(() => undefined)
  await api.setWebhook({ url: hook.url })
  const other = telegram.addUser({ firstName: 'Ivan' })
  user.sends(bot, 'a1')
  user.sends(bot, 'a2')
  other.sends(bot, 'b1')
  await hook.received.waitFor(({ update }) => deliveredTo(update) === 'b1')
  const texts = () => hook.received.entries.map(({ update }) => deliveredTo(update))
  expect(texts()).toEqual(['a1', 'b1'])
  hook.received.entries[0]?.response.end()
  await hook.received.waitFor(({ update }) => deliveredTo(update) === 'a2')
})

it('fills max_connections and never has more open', async () => {
  const { telegram, bot, api } = await startTelegram()
  const hook = await receiveWebhook(() => undefined)
  await api.setWebhook({ url: hook.url, max_connections: 2 })
  for (let i = 0; i < 6; i++) telegram.addUser({ firstName: `${i}` }).sends(bot, 'hi')
  for (const arrived of [2, 4, 6]) {
    await hook.received.waitFor(() => true, { times: arrived })
    // What was posted too early arrives before the answers to these.
    for (let i = 0; i < 3; i++) await api.getMe()
    expect(hook.received.entries).toHaveLength(arrived)
    for (const { response } of hook.received.entries) response.end()
  }
})

describe('delivers again', () => {
  it('at once after the first failure, then after 2, 4, 8 … seconds, until a 2xx', async () => {
    const clock = createManualClock()
    const { telegram, bot, user, api } = await startTelegram({ clock })
    let left = 4
    const hook = await receiveWebhook(({ response }) => response.writeHead(left-- > 0 ? 503 : 204).end())
    await api.setWebhook({ url: hook.url })
    user.sends(bot, 'hi')
    for (const [attempt, seconds] of [0, 2, 4, 8].entries()) {
      await telegram.journal.waitFor(isDelivery, { times: attempt + 1 })
      clock.advance(seconds * 1000)
    }
    await telegram.journal.waitFor(isDelivery, { times: 5 })
    expect(telegram.journal.deliveries().map(({ status }) => status)).toEqual([503, 503, 503, 503, 204])
    expect(startedEarly(telegram.journal)).toEqual([])
    expect(new Set(hook.received.entries.map(({ update }) => update.update_id)).size).toBe(1)
    expect(await api.getWebhookInfo()).toMatchObject({
      pending_update_count: 0,
      last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
    })
  })

  it('after Retry-After, each time', async () => {
    const clock = createManualClock()
    const { telegram, bot, user, api } = await startTelegram({ clock })
    const hook = await receiveWebhook(({ response }) => response.writeHead(503, { 'retry-after': '7' }).end())
    await api.setWebhook({ url: hook.url })
    user.sends(bot, 'hi')
    for (const times of [1, 2, 3]) {
      await telegram.journal.waitFor(isDelivery, { times })
      clock.advance(7000)
    }
    await telegram.journal.waitFor(isDelivery, { times: 4 })
    expect(startedEarly(telegram.journal)).toEqual([])
  })

  it('when nobody listens, and when the answer takes too long', async () => {
    const { telegram, bot, user, api } = await startTelegram({ webhookTimeoutMs: 50, retryScale: 0 })
    await api.setWebhook({ url: 'http://127.0.0.1:9/hook' })
    user.sends(bot, 'hi')
    await telegram.journal.waitFor((entry) => isDelivery(entry) && entry.error === 'Connection refused')
    expect(await api.getWebhookInfo()).toMatchObject({ pending_update_count: 1 })
    const slow = await receiveWebhook(() => undefined)
    await api.setWebhook({ url: slow.url })
    await telegram.journal.waitFor((entry) => isDelivery(entry) && entry.error === 'Read timeout expired')
    await slow.received.waitFor(() => true, { times: 2 })
  })

  it('no longer than an update lives: a day', async () => {
    const clock = createManualClock()
    const { telegram, bot, user, api } = await startTelegram({ clock })
    const hook = await receiveWebhook(({ response }) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    )
    await api.setWebhook({ url: hook.url })
    user.sends(bot, 'hi')
    for (let times = 1; times <= 24; times++) {
      await telegram.journal.waitFor(isDelivery, { times })
      clock.advance(3_600_000)
    }
    expect(bot.updates.size).toBe(0)
  })
})

it('gives the webhook up after 23 hours of 410', async () => {
  const clock = createManualClock()
  const { telegram, bot, user, api } = await startTelegram({ clock })
  const hook = await receiveWebhook(({ response }) => response.writeHead(410).end())
  await api.setWebhook({ url: hook.url })
  user.sends(bot, 'hi')
  await telegram.journal.waitFor(isDelivery)
  clock.advance(23 * 3_600_000 + 1)
  await telegram.journal.waitFor(isDelivery, { times: 2 })
  expect(await api.getWebhookInfo()).toMatchObject({ url: '' })
})

it('carries out the method that an answer names', async () => {
  const { bot, user, api } = await startTelegram()
  const hook = await receiveWebhook(({ response }) =>
    response.end(JSON.stringify({ method: 'sendMessage', chat_id: user.id, text: 'by answer' })),
  )
  await api.setWebhook({ url: hook.url })
  user.sends(bot, 'hi')
  expect((await user.receives(bot)).text).toBe('by answer')
})

describe('on demand', () => {
  it('delivers an update several times at once', async () => {
    const { bot, user, api } = await startTelegram()
    const hook = await receiveWebhook()
    await api.setWebhook({ url: hook.url })
    bot.copies = 5
    user.sends(bot, 'hi')
    await hook.received.waitFor(() => true, { times: 5 })
    expect(new Set(hook.received.entries.map(({ update }) => update.update_id)).size).toBe(1)
  })

  it('delivers an old update once more', async () => {
    const { bot, user, api } = await startTelegram()
    const hook = await receiveWebhook()
    await api.setWebhook({ url: hook.url })
    user.sends(bot, 'hi')
    const { update } = await hook.received.waitFor(() => true)
    expect(await bot.postAgain(update.update_id)).toEqual([200])
    expect(hook.received.entries[1]?.update).toEqual(update)
  })

  it('delivers out of order', async () => {
    const { bot, user, api } = await startTelegram()
    const hook = await receiveWebhook()
    await api.setWebhook({ url: hook.url })
    bot.updates.hold()
    for (const text of ['1', '2', '3']) user.sends(bot, text)
    bot.updates.release((updates) => updates.toReversed())
    await hook.received.waitFor(() => true, { times: 3 })
    expect(hook.received.entries.map(({ update }) => deliveredTo(update))).toEqual(['3', '2', '1'])
  })

  it('posts what no Telegram would, with the right secret', async () => {
    const { bot, api } = await startTelegram()
    const hook = await receiveWebhook()
    await api.setWebhook({ url: hook.url, secret_token: 's' })
    expect(await bot.postRaw('{"update_id":1,"dance":"a\\u0000"}', '{"update_id":2}')).toEqual([200, 200])
    expect(hook.received.entries[0]?.headers['x-telegram-bot-api-secret-token']).toBe('s')
  })
})
