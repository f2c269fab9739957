import { z } from 'zod'
import { findToldLead } from '@cartie/db/services/integration/told-lead'
import { SendpulseConfig } from '@cartie/shared/integrations/sendpulse'
import { sendpulseContact, type SendpulseContact } from '@cartie/shared/integrations/sendpulse-contact'
import { Id } from '@cartie/shared/schemas/common'
import { createAccessTokens, type AccessToken } from '../access-tokens.ts'
import type { CallService, ServiceCall } from '../call-service.ts'
import { Refusal, type ServiceAnswer } from '../refusal.ts'
import { skippedDeleted, type Service, type Telling } from '../service.ts'

const LeadData = z.object({ leadId: Id })
const Token = z.object({ access_token: z.string(), expires_in: z.number() })
const Refused = z.object({ is_error: z.literal(true) }).or(z.object({ result: z.literal(false) }))
const Counted = z.object({ counters: z.object({ exists: z.number(), exceptions: z.number() }) })
/** SendPulse counts calls by the second. */
const limitedMs = 5000

/** A call to the account of one integration. */
type AskSendpulse = (path: string, call?: ServiceCall) => Promise<ServiceAnswer>

/** Keeps leads in a mailing list. Whoever is there already is changed, so that a repeat does no harm. */
export function sendpulseService({ url }: { url: string }): Service {
  const tokens = createAccessTokens()
  const accountOf = ({ config, secret, call }: Telling): { account: SendpulseConfig; ask: AskSendpulse } => {
    const account = SendpulseConfig.parse(config)
    const key = `${account.clientId} ${secret}`
    const ask: AskSendpulse = async (path, given) => {
      const bearer = await tokens.of(key, () => fetchToken(call, url, account.clientId, secret))
      const answer = await call(`${url}/${path}`, { ...given, bearer })
      if (answer.status === 401) tokens.forget(key)
      return answer.status === 200 && !Refused.safeParse(answer.json).success ? answer : refuse(answer)
    }
    return { account, ask }
  }
  return {
    async tell(telling) {
      const lead = await findToldLead(telling.ctx, LeadData.parse(telling.message.data).leadId)
      const { account, ask } = accountOf(telling)
      if (!lead) return { kind: 'skipped', why: skippedDeleted }
      if (account.consentOnly && lead.consentAt === null)
        return { kind: 'skipped', why: { code: 'skipped_consent', message: 'The person has not agreed' } }
      const contact = sendpulseContact(lead)
      if (!contact)
        return { kind: 'skipped', why: { code: 'skipped_contact', message: 'It has no e-mail and no phone' } }
      return { kind: 'taken', answer: await put(ask, account, contact) }
    },
    async test(telling) {
      const { account, ask } = accountOf(telling)
      const answer = await ask(`addressbooks/${account.bookId}`)
      return Array.isArray(answer.json) && !answer.json.length ? noBook(answer) : answer
    },
  }
}

async function put(
  ask: AskSendpulse,
  { bookId }: SendpulseConfig,
  contact: SendpulseContact,
): Promise<ServiceAnswer> {
  if (contact.by === 'email') {
    const { email, variables } = contact
    return ask(`addressbooks/${bookId}/emails`, { method: 'POST', json: { emails: [{ email, variables }] } })
  }
  const { phone } = contact
  const variables = Object.entries(contact.variables).map(([name, value]) => ({
    name,
    type: 'string',
    value,
  }))
  const answer = await ask('sms/numbers/variables', {
    method: 'POST',
    json: { addressBookId: bookId, phones: { [phone]: [variables] } },
  })
  const { exists = 0, exceptions = 0 } = Counted.safeParse(answer.json).data?.counters ?? {}
  if (exceptions)
    throw new Refusal('sendpulse_phone', 'SendPulse does not take this number', { answer, forGood: true })
  // A number that is there keeps what was said of it before: it is said anew.
  return exists
    ? ask('sms/numbers', { method: 'PUT', json: { addressBookId: bookId, phones: [phone], variables } })
    : answer
}

async function fetchToken(
  call: CallService,
  url: string,
  clientId: string,
  secret: string,
): Promise<AccessToken> {
  const now = Date.now()
  const answer = await call(`${url}/oauth/access_token`, {
    method: 'POST',
    json: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
  })
  const token = Token.safeParse(answer.json)
  if (answer.status === 200 && token.success)
    return { token: token.data.access_token, until: now + token.data.expires_in * 1000 }
  return refuse(answer.status === 400 ? { ...answer, status: 401 } : answer)
}

const noBook = (answer: ServiceAnswer): never => {
  throw new Refusal('sendpulse_book', 'There is no such mailing list', { answer })
}

/** Says what is to be done, where SendPulse says what is wrong. */
function refuse(answer: ServiceAnswer): never {
  const { status, body, afterMs } = answer
  if (status === 401 || status === 403)
    throw new Refusal('sendpulse_key', 'SendPulse does not accept the ID and Secret', { answer })
  if (status === 404 || /book[^"]{0,80}not found/i.test(body.slice(0, 2000))) return noBook(answer)
  if (status === 429)
    throw new Refusal('service_limited', 'SendPulse asks for a pause', {
      answer,
      afterMs: Math.max(afterMs, limitedMs),
    })
  const isOurs = status < 500
  throw new Refusal(String(status), body.slice(0, 500), { answer, afterMs, forGood: isOurs, unsure: !isOurs })
}
