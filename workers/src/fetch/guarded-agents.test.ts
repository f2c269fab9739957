import http from 'node:http'
import https from 'node:https'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAddressRules } from './address-rules.ts'
import { createGuardedAgents, type GuardedAgents } from './guarded-agents.ts'
import { startCanaries, type Canaries } from './testing/origins.ts'

/** The last wall by itself: what if an address came past checkUrl? */
let canaries: Canaries
let agents: GuardedAgents
beforeAll(async () => {
  canaries = await startCanaries()
  agents = createGuardedAgents({
    resolver: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    rules: createAddressRules([], undefined, []),
    mayBePrivate: (host) => host === 'open.example.com',
    maxSocketsPerOrigin: 5,
  })
})
afterAll(async () => {
  agents.destroy()
  await canaries.close()
})

function dial(url: string): Promise<string> {
  const client = url.startsWith('https:') ? https : http
  const agent = url.startsWith('https:') ? agents.https : agents.http
  return new Promise((resolve) => {
    // A caller's own lookup must change nothing.
    const request = client.get(url, { agent, lookup: (_host, _options, done) => done(null, '127.0.0.1', 4) })
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    request.on('response', (reply) => {
      reply.resume()
      resolve(`status ${reply.statusCode}`)
    })
  })
}

test.each(['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', 'localhost', 'inner.example.com'])(
  'neither agent dials %s',
  async (host) => {
    expect(await dial(`http://${host}:${canaries.ports.plain}/`)).toBe('BLOCKED_IP')
    expect(await dial(`https://${host}:${canaries.ports.tls}/`)).toBe('BLOCKED_IP')
    expect(await canaries.accepts()).toBe(0)
  },
)

test('a host that may be private is dialled', async () => {
  expect(await dial(`http://open.example.com:${canaries.ports.plain}/`)).toBe('status 200')
  expect(await canaries.accepts()).toBe(1)
})
