import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startTelegramServer } from '../../e2e/telegram/server.ts'
import { loadBot } from './load.ts'

/** A bot that repeats what it gets as often as `times` says. */
async function startEcho(times: () => number) {
  const server = await startTelegramServer({ limits: false })
  const bot = server.addBot({ token: '1:x', username: 'echo_bot' })
  const hook = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => void repeat(Buffer.concat(chunks).toString(), response))
  })
  async function repeat(update: string, response: ServerResponse): Promise<void> {
    const { message } = JSON.parse(update) as { message: { text: string; chat: { id: number } } }
    const body = new URLSearchParams({ chat_id: String(message.chat.id), text: `you said ${message.text}` })
    for (let left = times(); left > 0; left--)
      await fetch(`${server.url}/bot1:x/sendMessage`, { method: 'POST', body })
    response.end()
  }
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`
  await fetch(`${server.url}/bot1:x/setWebhook`, { method: 'POST', body: new URLSearchParams({ url }) })
  onTestFinished(async () => {
    await server.close()
    hook.closeAllConnections()
    await new Promise((resolve) => hook.close(resolve))
  })
  const people = [1, 2, 3].map((n) => server.addUser({ firstName: `P${n}` }))
  return { server, bot, people }
}

it('counts what is answered, each once, in a closed loop and at a rate', async () => {
  const { server, bot, people } = await startEcho(() => 1)
  const clean = { lost: 0, doubled: 0, disordered: 0, refused: 0 }
  const closed = await loadBot(server, bot, { people, seconds: 0.2 })
  expect(closed).toMatchObject(clean)
  expect(closed.updates).toBe(server.journal.calls('sendMessage').length)
  expect(closed.p99Ms).toBeGreaterThanOrEqual(closed.p50Ms)
  const paced = await loadBot(server, bot, { people, seconds: 0.2, perSecond: 50 })
  expect(paced).toMatchObject(clean)
  expect(paced.updates).toBeLessThanOrEqual(10)
})

it('sees what is never answered and what is answered twice', async () => {
  const answers = [1, 0, 2]
  const { server, bot, people } = await startEcho(() => answers.shift() ?? 1)
  const figures = await loadBot(server, bot, { people, seconds: 0.2, settleMs: 200 })
  expect(figures).toMatchObject({ lost: 1, doubled: 1 })
})
