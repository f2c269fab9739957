// grammY's own webhook handler on the talk of `npm run bench -- bot`: one sendMessage an update. It has a package.json
// of its own; its packages are installed only to measure. node grammy.ts <api url> <token> <secret> [postgres]
// With a database it is the least that a durable bot can be: an update is committed before it is answered, and so is
// that the answer is on its way and that it was sent; nothing is ordered, claimed, recorded or captured.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, webhookCallback } from 'grammy'
import postgres from 'postgres'

const [apiRoot, token, secretToken, databaseUrl] = process.argv.slice(2) as [string, string, string, string?]
const sql = databaseUrl === undefined ? undefined : postgres(databaseUrl, { max: 10 })
if (sql)
  await sql`create table durable_updates (update_id bigint primary key, state text not null, payload jsonb not null)`
const steps = new Map<number, number>()
const keyboard = {
  inline_keyboard: [
    [
      { text: 'Yes', callback_data: 'y' },
      { text: 'No', callback_data: 'n' },
    ],
  ],
}

const bot = new Bot(token, { client: { apiRoot } })
await bot.init()
bot.on('message:text', async (context) => {
  const { update_id: id, message } = context.update
  if (sql)
    await sql`insert into durable_updates values (${id}, 'received', ${JSON.stringify(message)}::jsonb)`
  const step = (steps.get(context.chat.id) ?? 0) + 1
  steps.set(context.chat.id, step)
  if (sql) await sql`update durable_updates set state = 'sending' where update_id = ${id}`
  await context.reply(`Step ${step}: ${context.message.text}`, { reply_markup: keyboard })
  if (sql) await sql`update durable_updates set state = 'sent' where update_id = ${id}`
})
const server = createServer(webhookCallback(bot, 'http', { secretToken }))
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(`READY ${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
