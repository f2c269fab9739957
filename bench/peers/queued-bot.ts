// The least that a queue costs a bot: its webhook adds a job, and a worker of the same process sends the answer; nothing
// is kept of either. node queued-bot.ts <api url> <token> <secret> <redis:// or postgres://>
import { Agent, createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Job, Processor, Queue } from 'bullmq'
import { queueBackend } from '@cartie/shared/queue'

const [apiRoot, token, secret, url] = process.argv.slice(2) as [string, string, string, string]
const name = 'queued-bot'
const place = url.startsWith('redis') ? { redisUrl: url, databaseUrl: '' } : { databaseUrl: url }
const producer = queueBackend(place, 'producer')
const consumer = queueBackend(place, 'consumer')
const agent = new Agent({ keepAlive: true })

interface Said {
  chat: number
  text: string
}

const bytesOf = async (message: IncomingMessage): Promise<Buffer> =>
  Buffer.concat((await message.toArray()) as Buffer[])

async function send({ data }: Job<Said>): Promise<void> {
  const body = JSON.stringify({ chat_id: data.chat, text: `Step: ${data.text}` })
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`${apiRoot}/bot${token}/sendMessage`, { method: 'POST', agent, headers }, resolve)
      .on('error', reject)
      .end(body)
  })
  await bytesOf(answer)
}

// Each backend has classes of its own, which differ by the type of their connection alone.
const work = send as unknown as Processor
const options = { concurrency: 50 }
const queue = (producer.kind === 'redis'
  ? new producer.classes.Queue(name, { connection: producer.connection })
  : new producer.classes.Queue(name, { connection: producer.connection })) as unknown as Queue<Said>
if (consumer.kind === 'redis')
  new consumer.classes.Worker(name, work, { connection: consumer.connection, ...options })
else new consumer.classes.Worker(name, work, { connection: consumer.connection, ...options })

const server = createServer((asked, answer) => {
  void bytesOf(asked).then(async (bytes) => {
    if (asked.headers['x-telegram-bot-api-secret-token'] !== secret) return answer.writeHead(401).end()
    const { message } = JSON.parse(bytes.toString()) as { message: { text: string; chat: { id: number } } }
    await queue.add('say', { chat: message.chat.id, text: message.text }, { removeOnComplete: true })
    return answer.end()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(`READY ${(server.address() as AddressInfo).port}`))
process.on('SIGTERM', () => process.exit(0))
