import { z } from 'zod'
import type { Context } from '@cartie/db/context'
import type { Ending } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import { whatsappChannel, whatsappLane } from '@cartie/shared/domain/delivery-lane'
import { retryPauseMs } from '@cartie/shared/domain/delivery-state'
import type { WhatsappConfig } from '@cartie/shared/integrations/whatsapp'
import type { SafeFetch } from '../../fetch/safe-fetch.ts'
import type { Channel } from '../channel.ts'
import { callsWithin } from '../call-service.ts'
import { Refusal, type ServiceAnswer } from '../refusal.ts'

/** What speaking to WhatsApp needs of others. */
export interface WhatsappParts {
  fetch: SafeFetch
  /** Meta's Graph API with its version, without a slash at its end. */
  apiUrl: string
  /** Undefined where the number is gone. Throws where its secrets do not open. */
  findNumber: (ctx: Context, integrationId: string) => Promise<WhatsappConfig | undefined>
}

const Params = z.object({
  to: z.string(),
  text: z.string(),
  /** The address of a photo, whose caption the text is. */
  image: z.string().optional(),
  template: z.object({ name: z.string(), language: z.string() }).optional(),
})

const Answer = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) })
const Failure = z.object({
  error: z.object({
    code: z.number().int(),
    message: z.string().default(''),
    error_data: z.object({ details: z.string() }).partial().optional(),
  }),
})

const shownLength = 500
/** Meta's codes: too many calls of the app, the account, the number, or to one client. */
const limited = new Set([4, 80007, 130429, 131056])
/** It says that it does nothing now. */
const down = new Set([2, 131016])
/** The token is wrong or has run out: whoever made it has to look. */
const tokenCode = 190

/** Messages of WhatsApp numbers. Lanes of one number share its pauses; its test waits for nothing. */
export const whatsappMessages = (parts: WhatsappParts): Channel => ({
  name: whatsappChannel,
  limits: (lane) => {
    const [, number = '', client] = lane.split(':')
    return client === 'test' ? {} : { shared: { lane: whatsappLane(number) } }
  },
  send: (ctx, delivery, options) => sendWhatsapp(parts, ctx, delivery, options),
})

/**
 * Says one thing through a number, once, and says how that ended; or asks Meta about the number, which is its test. What
 * we call the message goes along, so that what WhatsApp tells of it later finds it even where the answer was lost.
 */
async function sendWhatsapp(
  { fetch, apiUrl, findNumber }: WhatsappParts,
  ctx: Context,
  delivery: SendingDelivery,
  within: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const number = delivery.integrationId === null ? undefined : await findNumber(ctx, delivery.integrationId)
  if (!number)
    return { kind: 'failed', error: { code: 'gone', message: 'The number is no longer connected' } }
  const isTest = delivery.request.method === 'phone_number'
  const call = callsWithin(fetch, within)
  const { phoneNumberId, accessToken: bearer } = number
  const fields = 'verified_name,display_phone_number,quality_rating'
  try {
    return isTest
      ? endOfTest(await call(`${apiUrl}/${phoneNumberId}?fields=${fields}`, { bearer }))
      : endOf(
          await call(`${apiUrl}/${phoneNumberId}/messages`, {
            method: 'POST',
            bearer,
            json: bodyOf(delivery),
          }),
          delivery.attempts,
        )
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { code, message, unsure } = error
    if (isTest) return { kind: 'failed', error: { code, message } }
    return unsure
      ? { kind: 'unknown', error: { code, message } }
      : { kind: 'again', afterMs: retryPauseMs(delivery.attempts), error: { code, message } }
  }
}

function bodyOf({ id, request }: SendingDelivery) {
  const { to, text, image, template } = Params.parse(request.params)
  const common = {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    biz_opaque_callback_data: id,
  }
  if (template)
    return {
      ...common,
      type: 'template',
      template: { name: template.name, language: { code: template.language } },
    }
  if (image !== undefined)
    return { ...common, type: 'image', image: { link: image, ...(text ? { caption: text } : {}) } }
  return { ...common, type: 'text', text: { body: text, preview_url: true } }
}

function endOf({ status, json, afterMs }: ServiceAnswer, attempts: number): Ending {
  if (status < 300) {
    const externalId = Answer.safeParse(json).data?.messages[0]?.id
    return externalId === undefined
      ? { kind: 'unknown', error: { code: String(status), message: 'The answer names no message' } }
      : { kind: 'sent', result: { externalId } }
  }
  const error = errorOf(status, json)
  const code = Number(error.code)
  const pauseMs = retryPauseMs(attempts)
  if (code === tokenCode || status === 401) return { kind: 'held', error }
  if (limited.has(code) || status === 429)
    return { kind: 'again', afterMs: Math.max(pauseMs, afterMs), error, pauses: true }
  if (down.has(code)) return { kind: 'again', afterMs: pauseMs, error }
  return status >= 500 ? { kind: 'unknown', error } : { kind: 'failed', error }
}

function endOfTest({ status, json, body }: ServiceAnswer): Ending {
  const result = { status, body: body.slice(0, shownLength) }
  return status < 300 ? { kind: 'sent', result } : { kind: 'failed', error: errorOf(status, json), result }
}

/** Why Meta refuses, in its code and its words; an answer that is none of Meta's has its status as the code. */
function errorOf(status: number, said: unknown): { code: string; message: string } {
  const error = Failure.safeParse(said).data?.error
  if (!error) return { code: String(status), message: '' }
  return {
    code: String(error.code),
    message: (error.error_data?.details ?? error.message).toWellFormed().slice(0, shownLength),
  }
}
