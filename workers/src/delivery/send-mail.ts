import { createTransport } from 'nodemailer'
import type { Context } from '@cartie/db/context'
import type { Ending } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import { LetterRequest, writeLetter, type LetterFacts, type Letter } from '@cartie/shared/domain/letter'
import { hookPauseMs, hookPausesMs } from '@cartie/shared/integrations/hook-schedule'

/** What sending mail needs of others. */
export interface MailParts {
  /** `smtp:` or `smtps:`, with the name and the password. */
  url: string
  from: string
  /** Undefined where the link of the mail would open nothing any more. */
  drawLetter: (ctx: Context, request: LetterRequest) => Promise<LetterFacts | undefined>
}

/** What the library says of a mail that did not go. */
interface Refusal {
  code?: string
  command?: string
  responseCode?: number
  response?: string
  message?: string
  /** The server had all of the mail by then. */
  isGiven?: boolean
}

/** Six tries within a working day: a link that comes later helps nobody. */
const pausesMs = hookPausesMs.slice(0, 5)

/**
 * Sends one mail, once, and says how it ended. Its link is drawn here, each time anew. What surely was not taken goes
 * again by the schedule of events; of what the server had and gave no word nobody knows whether it arrived.
 */
export async function sendMail(
  { url, from, drawLetter }: MailParts,
  ctx: Context,
  delivery: SendingDelivery,
  { timeoutMs }: { timeoutMs: number },
): Promise<Ending> {
  const facts = await drawLetter(ctx, LetterRequest.parse(delivery.request))
  if (!facts) return { kind: 'failed', error: { code: 'gone', message: 'What the mail is about is over' } }
  const refusal = await submit({ url, from }, writeLetter(facts), timeoutMs)
  if (!refusal) return { kind: 'sent', result: {} }
  const { code = 'error', command, responseCode, response, message = '', isGiven } = refusal
  const error = {
    code: responseCode === undefined ? code : String(responseCode),
    message: response ?? message,
  }
  if (isGiven && responseCode === undefined) return { kind: 'unknown', error }
  // Who signs in wrongly is told so for good, and is no fault of the mail: whoever runs this can mend it.
  const isFinal = (responseCode ?? 0) >= 500 && code !== 'EAUTH' && command !== 'CONN'
  const afterMs = isFinal ? undefined : hookPauseMs(delivery.attempts, Math.random(), pausesMs)
  return afterMs === undefined ? { kind: 'failed', error } : { kind: 'again', afterMs, error }
}

/** Hands a mail to the server; undefined once it was taken. A connection of its own, so that its time is its own. */
async function submit(
  { url, from }: Pick<MailParts, 'url' | 'from'>,
  { to, ...letter }: Letter,
  timeoutMs: number,
): Promise<Refusal | undefined> {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const late = AbortSignal.timeout(timeoutMs)
  let isGiven = false
  transport.use('stream', ({ message }, done) => {
    // The server asks for a mail before it is read, so whoever has read it to its end has sent it.
    message.processFunc((mail) => mail.once('end', () => (isGiven = true)))
    done()
  })
  try {
    // An address, and no list of them, whatever signs stand in it.
    await transport.sendMail({
      ...letter,
      from,
      to: { name: '', address: to },
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: late,
    })
    return undefined
  } catch (error) {
    if (late.aborted) return { code: 'ETIMEDOUT', message: 'The mail server took too long', isGiven }
    return Object.assign(error as Refusal, { isGiven })
  } finally {
    transport.close()
  }
}
