import { parseArgs } from 'node:util'
import { startPlayground } from './control/start-playground.ts'

// A Telegram without Telegram, for demos and other processes: node e2e/telegram/main.ts --port 8081
// Any token of the form <number>:<text> is a bot; on its page, and by POST /control/<verb>, one speaks as a user.

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8081' },
    /** A file for everything that goes in and out, as lines of JSON. */
    journal: { type: 'string' },
    /** Telegram's limits of messages, off by default. */
    limits: { type: 'boolean', default: false },
    /** What a second between two deliveries lasts. */
    'retry-scale': { type: 'string', default: '1' },
  },
})

const { server, cast } = await startPlayground({
  port: Number(values.port),
  retryScale: Number(values['retry-scale']),
  ...(values.limits ? {} : { limits: false }),
  ...(values.journal === undefined ? {} : { journalPath: values.journal }),
})
const user = server.addUser({ firstName: 'Olena', languageCode: 'uk', phone: '380671234567' })
cast.people.set(user.id, user)

console.log(`READY ${server.url}
TELEGRAM_API_URL=${server.url} npm start   then make a bot with the token 100:AAdemo_demo_demo_demo_demo_demo_demo and speak to it on ${server.url}, or:
curl ${server.url}/control/send -d '{"text":"/start"}'
curl ${server.url}/control/press -d '{"button":"Yes"}'
curl ${server.url}/control/chat -d '{}'`)
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => void server.close().then(() => process.exit(0)))
