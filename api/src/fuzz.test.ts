import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '@cartie/db/services/api-key/create'
import { createInvitation } from '@cartie/db/services/invitation/create'
import { createLead } from '@cartie/db/services/lead/create'
import { createPartner } from '@cartie/db/services/partner/create'
import { createRequest } from '@cartie/db/services/request/create'
import { importListings } from '@cartie/db/services/listing/import'
import { receiveUpdates } from '@cartie/db/services/chat/receive-updates'
import { installTemplate } from '@cartie/db/services/scenario/install-template'
import { listScenarioTemplates } from '@cartie/db/services/scenario/list-templates'
import { startParse } from '@cartie/db/services/parse/start'
import { ParseInput } from '@cartie/shared/schemas/parse'
import { addMember } from '@cartie/db/testing/test-members'
import { testBot } from '@cartie/db/testing/test-bot'
import { testApi, type TestApi } from './testing/test-api.ts'
import { requestsOf, type OpenApi } from './testing/fuzzed-requests.ts'

// Every operation of the document with values that it describes, now and then spoilt. The API under test also
// answers 500 for a reply that breaks its contract, so no 5xx means that every reply kept it.

const requestsPerOperation = 14

let api: TestApi
let key: string
let document: OpenApi
/** Ids of things that exist, by the resource of a path: so most requests get beyond the look-up. */
let known: Map<string, string[]>
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('OWNER')
  document = (await (await api.ask('/api/v1/openapi.json')).json()) as OpenApi
  const ctx = api.contextOf('OWNER')
  await importListings(ctx, {
    rows: [
      { title: 'One', make: 'Skoda' },
      { title: 'Two', year: 2019 },
    ],
  })
  const parse = await startParse(ctx, ParseInput.parse({ urls: ['https://example.com/1', 'nonsense'] }))
  const list = (await (await api.ask('/api/v1/listings', { key })).json()) as { data: { id: string }[] }
  const lead = await createLead(ctx, { name: 'Three' })
  const bot = await testBot(ctx)
  const chat = { id: 5, type: 'private', first_name: 'O' }
  await receiveUpdates(ctx, bot, [{ update_id: 1, message: { message_id: 1, chat, from: chat, text: 'x' } }])
  const chats = (await (await api.ask('/api/v1/chats', { key })).json()) as { data: { id: string }[] }
  const { data } = await listScenarioTemplates(ctx)
  const scenario = await installTemplate(ctx, data[0]!.id, { botIds: [bot] })
  const request = await createRequest(ctx, { title: 'BMW X5' })
  const partner = await createPartner(ctx, { name: 'Four' })
  const members = [await addMember(ctx, 'MANAGER'), await addMember(ctx, 'VIEWER')]
  const invitation = await createInvitation(ctx, { email: 'new@cartie.test', role: 'VIEWER', days: 7 })
  const apiKey = await createApiKey(ctx, { name: 'Five', role: 'VIEWER' })
  known = new Map([
    ['members', members],
    ['invitations', [invitation.id]],
    ['api-keys', [apiKey.id]],
    ['listings', list.data.map((l) => l.id)],
    ['leads', [lead.id]],
    ['parses', ['id' in parse ? parse.id : '']],
    ['bots', [bot]],
    ['requests', [request.id]],
    ['partners', [partner.id]],
    ['chats', chats.data.map((c) => c.id)],
    ['scenarios', [scenario.id]],
    ['scenario-templates', data.map((t) => t.id)],
  ])
})
afterAll(() => api.close())

const idsFor = (path: string) =>
  known.get(path.split('/').find((part) => known.has(part)) ?? '') ?? [...known.values()].flat()

test('no request that the document describes, whole or spoilt, is answered by a 5xx or tells of our insides', async () => {
  const answers = new Map<number, number>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      // The stream never ends by itself; it has tests of its own.
      if (operation.operationId === 'events.stream') continue
      for (const [url, body] of fc.sample(
        requestsOf(path, operation, document.components.schemas, idsFor(path)),
        {
          numRuns: requestsPerOperation,
          seed: 7,
        },
      )) {
        const reply = await api.ask(url, {
          method: method.toUpperCase(),
          key,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const text = await reply.text()
        const told = `${method} ${url} ${JSON.stringify(body)} -> ${reply.status} ${text.slice(0, 300)}\n${api
          .log()
          .split('\n')
          .filter((l) => l.includes('"err"'))
          .at(-1)
          ?.slice(0, 1500)}`
        expect(reply.status, told).toBeLessThan(500)
        if (reply.status >= 400) {
          expect(reply.headers.get('content-type'), told).toMatch(/^application\/problem\+json/)
          expect(text, told).not.toMatch(/node_modules|\.ts:\d|syntax error|relation "|violates/)
        }
        answers.set(reply.status, (answers.get(reply.status) ?? 0) + 1)
      }
    }
  }
  // Enough of them got past validation for this to mean something.
  const good = [...answers].reduce((sum, [status, n]) => sum + (status < 300 ? n : 0), 0)
  const total = [...answers.values()].reduce((a, b) => a + b, 0)
  expect(total).toBeGreaterThanOrEqual(2000)
  expect(good / total).toBeGreaterThan(0.2)
}, 900_000)
