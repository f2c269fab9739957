// grammY's own webhook handler on the talk of `npm run bench -- bot`: one sendMessage an update. It has a package.json
// of its own; its packages are installed only to measure. node grammy.ts <api url> <token> <secret>
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, webhookCallback } from 'grammy'

const [apiRoot, token, secretToken] = process.argv.slice(2) as [string, string, string]
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
bot.on('message:text', (context) => {
  const step = (steps.get(context.chat.id) ?? 0) + 1
  steps.set(context.chat.id, step)
  return context.reply(`Step ${step}: ${context.message.text}`, { reply_markup: keyboard })
})
const server = createServer(webhookCallback(bot, 'http', { secretToken }))
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(`READY ${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
