import { afterAll, beforeAll, expect, test } from 'vitest'
import { createInvitation, joinByInvitation, listMembers } from '@cartie/shared/endpoints/people'
import { startCartie, type Cartie } from './browser/cartie.ts'
import { readyBot } from './browser/dealers-bot.ts'
import type { Message } from './telegram/bot-api.ts'

// The whole of Cartie at an address of the Internet, a Telegram on loopback, and people who are invited through it.

const address = 'https://cars.example'
let cartie: Cartie
beforeAll(async () => {
  cartie = await startCartie({ PUBLIC_URL: address })
}, 240_000)
afterAll(() => cartie.close())

const tokenUnder = (message: Message) => {
  const [[button] = []] = message.reply_markup?.inline_keyboard ?? []
  expect(button?.url).toMatch(/^https:\/\/cars\.example\/p\/join\/[\w-]{32}$/)
  return button!.url!.split('/').at(-1)!
}
const join = (token: string, name: string) =>
  cartie.api(joinByInvitation, { params: { token }, body: { name, password: 'a long password' } })

test('who opens an invitation at the bot, or is written to by it, joins by the button under its words', async () => {
  const { telegram, api } = cartie
  const { bot } = await readyBot(cartie, 7301)
  const [olha, ivan] = ['Ольга', 'Іван'].map((firstName) =>
    telegram.addUser({ firstName, languageCode: 'uk' }),
  ) as [ReturnType<typeof telegram.addUser>, ReturnType<typeof telegram.addUser>]
  const body = { role: 'MANAGER', days: 7, by: 'telegram' } as const

  const opened = await api(createInvitation, { body: { ...body, email: 'olha@cartie.test' } })
  olha.sends(bot, `/start ${new URL(opened.telegram!).searchParams.get('start')}`)
  const invited = await olha.receives(bot, 'запрошують')
  await join(tokenUnder(invited), 'Ольга')
  await expect(join(tokenUnder(invited), 'Ольга')).rejects.toMatchObject({ problem: { status: 404 } })

  ivan.sends(bot, 'Добрий день')
  const chatId = await expect
    .poll(
      async () =>
        (
          await cartie.sql<{ id: string }[]>`
      select id from bot_sessions where chat_id = ${String(ivan.id)}`
        )[0]?.id,
      { timeout: 30_000 },
    )
    .toBeDefined()
    .then(
      async () =>
        (
          await cartie.sql<[{ id: string }]>`
      select id from bot_sessions where chat_id = ${String(ivan.id)}`
        )[0].id,
    )
  await api(createInvitation, { body: { ...body, email: 'ivan@cartie.test', chatId } })
  await join(tokenUnder(await ivan.receives(bot, 'запрошують')), 'Іван')

  const names = (await api(listMembers)).data.map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['Ольга', 'Іван']))
  // Neither what was sent nor what the inbox shows holds what let them in.
  const kept = await cartie.sql<{ all: string }[]>`
    select string_agg(row::text, '') as all from (
      select to_jsonb(d) as row from deliveries d union all select to_jsonb(m) from bot_messages m) t`
  expect(kept[0]!.all).not.toContain(tokenUnder(invited))
})
