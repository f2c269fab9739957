import { randomUUID } from 'node:crypto'
import {
  startServiceServer,
  type ServiceReply,
  type ServiceRequest,
  type ServiceServer,
} from './service-server.ts'

interface Variable {
  name: string
  value: string
}

/** A SendPulse with one account and one mailing list. */
export interface SendpulseServer extends ServiceServer {
  clientId: string
  secret: string
  bookId: number
  /** What the list knows, by e-mail or phone. */
  book: Map<string, Record<string, string>>
  /** Calls but for tokens, such as "POST /sms/numbers". */
  done: () => string[]
  /** Says what is wrong with a call; undefined: nothing. */
  fault: ((call: ServiceRequest) => ServiceReply | 'lost' | undefined) | undefined
}

/** Starts one on loopback. */
export async function startSendpulse(): Promise<SendpulseServer> {
  const tokens = new Set<string>()
  const book = new Map<string, Record<string, string>>()
  const [clientId, secret, bookId] = [
    '237b4af9c99d0f89bdbd876dcd5a0000',
    'a99e7d506d3701c5c04de3db1913eeee',
    2151674,
  ]
  const ok = (json: unknown): ServiceReply => ({ status: 200, json })
  const asRecord = (variables: Variable[]) =>
    Object.fromEntries(variables.map(({ name, value }) => [name, value]))

  function token({ body }: ServiceRequest): ServiceReply {
    const said = JSON.parse(body) as Record<string, string>
    if (said.client_id !== clientId || said.client_secret !== secret)
      return {
        status: 401,
        json: { error: 'invalid_client', message: 'Client authentication failed', error_description: '' },
      }
    const fresh = randomUUID()
    tokens.add(fresh)
    return ok({ access_token: fresh, token_type: 'Bearer', expires_in: 3600 })
  }

  function account({ method, path, body, bearer }: ServiceRequest): ServiceReply {
    if (!tokens.has(bearer ?? '')) return { status: 401, json: { message: 'Unauthorized', error_code: 401 } }
    const given = (body ? JSON.parse(body) : {}) as Record<string, unknown>
    const asked = given.addressBookId ?? Number(/^\/addressbooks\/(\d+)/.exec(path)?.[1])
    if (asked !== bookId) return { status: 404, json: { error_code: 213, message: 'Address book not found' } }
    switch (`${method} ${path.replace(String(bookId), ':id')}`) {
      case 'GET /addressbooks/:id':
        return ok([{ id: bookId, name: 'Leads', all_email_qty: book.size, status: 0 }])
      case 'POST /addressbooks/:id/emails':
        for (const { email, variables } of given.emails as {
          email: string
          variables: Record<string, string>
        }[])
          book.set(email, { ...book.get(email), ...variables })
        return ok({ result: true })
      case 'POST /sms/numbers/variables': {
        const counters = { added: 0, exceptions: 0, exists: 0 }
        for (const [phone, [variables = []]] of Object.entries(
          given.phones as Record<string, Variable[][]>,
        )) {
          if (!/^\d{10,15}$/.test(phone)) counters.exceptions++
          else if (book.has(phone)) counters.exists++
          else counters.added += Number(!!book.set(phone, asRecord(variables)))
        }
        return ok({ result: true, counters })
      }
      case 'PUT /sms/numbers':
        for (const phone of given.phones as string[])
          book.set(phone, { ...book.get(phone), ...asRecord(given.variables as Variable[]) })
        return ok({ result: true })
      default:
        return {
          status: 422,
          json: { error_code: 21356, message: 'Badly formed data. Check API documentation' },
        }
    }
  }

  const server = await startServiceServer((call) => {
    const fault = sendpulse.fault?.(call)
    if (fault !== undefined && fault !== 'lost') return fault
    const reply = call.path === '/oauth/access_token' ? token(call) : account(call)
    return fault === 'lost' && reply !== 'hang' ? { ...reply, lost: true } : reply
  })
  const sendpulse: SendpulseServer = {
    ...server,
    clientId,
    secret,
    bookId,
    book,
    done: () =>
      server.calls
        .filter(({ path }) => path !== '/oauth/access_token')
        .map(({ method, path }) => `${method} ${path}`),
    fault: undefined,
  }
  return sendpulse
}
