import { verify } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { makeUpKeys, type Keys } from './keys.ts'

/** A call as the stand got it. */
export interface ServiceCall {
  method: string
  path: string
  bearer: string
  body: string
}

/** Google Sheets, SendPulse and Meta at one address, as far as a run speaks to them. They know one set of keys. */
export interface ServiceStand {
  keys: Keys
  calls: ServiceCall[]
  close: () => Promise<void>
}

interface Answer {
  status: number
  json: unknown
}

/** The token that both give who ask for one with the right keys. */
const given = 'verify-token'
const taken = (json: unknown): Answer => ({ status: 200, json })
const noToken: Answer = { status: 401, json: { message: 'Unauthorized' } }
const noMetaToken: Answer = {
  status: 401,
  json: { error: { message: 'Invalid OAuth access token', type: 'OAuthException', code: 190 } },
}

/** Whether a word was signed by the account whose key that is. */
function isSigned(assertion: string, publicKey: string): boolean {
  const [head = '', claims = '', signature = ''] = assertion.split('.')
  return verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${claims}`),
    publicKey,
    Buffer.from(signature, 'base64url'),
  )
}

function answerOf({ google, sendpulse, meta, whatsapp }: Keys, call: ServiceCall): Answer {
  const { method, path, bearer, body } = call
  if (path === '/token') {
    const isTheirs = isSigned(new URLSearchParams(body).get('assertion') ?? '', google.publicKey)
    return isTheirs
      ? taken({ access_token: given, expires_in: 3600 })
      : { status: 400, json: { error: 'invalid_grant' } }
  }
  if (path === '/oauth/access_token') {
    const isTheirs = [sendpulse.clientId, sendpulse.secret].every((word) => body.includes(word))
    return isTheirs ? taken({ access_token: given, expires_in: 3600 }) : noToken
  }
  if (path.startsWith(`/v4/spreadsheets/${google.spreadsheet}/values/`))
    return bearer === given
      ? taken(method === 'GET' ? { values: [] } : { updates: { updatedRows: 1 } })
      : noToken
  if (path === `/addressbooks/${sendpulse.bookId}`)
    return bearer === given ? taken([{ id: sendpulse.bookId, name: 'Verify' }]) : noToken
  if (path === `/addressbooks/${sendpulse.bookId}/emails` || path.startsWith('/sms/numbers'))
    return bearer === given
      ? taken({ result: true, counters: { added: 1, exceptions: 0, exists: 0 } })
      : noToken
  const [, id = '', verb] = path.split('/')
  if (![meta.token, whatsapp.token].includes(bearer)) return noMetaToken
  if (id === meta.datasetId) return taken(verb === 'events' ? { events_received: 1 } : { id, name: 'Verify' })
  if (id === whatsapp.phoneNumberId)
    return taken(
      verb === 'messages' ? { messages: [{ id: `wamid.${body.length}` }] } : { id, verified_name: 'Verify' },
    )
  return { status: 404, json: { error: { message: 'There is no such thing here', code: 100 } } }
}

/**
 * Opens one.
 * @param address where the installation reaches it: its port is the one that is listened at
 */
export async function openServices(address: URL): Promise<ServiceStand> {
  const keys = makeUpKeys()
  const calls: ServiceCall[] = []
  const server = createServer((request, reply) => {
    void text(request).then((body) => {
      const { method = '', url = '/', headers } = request
      const { pathname: path } = new URL(url, address)
      const call = { method, path, bearer: headers.authorization?.replace(/^Bearer /, '') ?? '', body }
      calls.push(call)
      const { status, json } = answerOf(keys, call)
      reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    })
  })
  server.listen(Number(address.port || 80))
  await once(server, 'listening')
  return {
    keys,
    calls,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
