import type { Context } from '@cartie/db/context'
import type { DeliveryError, Ending, SentResult } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import type { Receiver } from '@cartie/db/services/integration/find-receiver'
import { pingEvent } from '@cartie/shared/integrations/ping-event'
import { hookPauseMs } from '@cartie/shared/integrations/hook-schedule'
import { callsWithin } from './call-service.ts'
import { Refusal, type ServiceAnswer } from './refusal.ts'
import type { Service } from './service.ts'
import { readMessage, type ReceiverParts } from './receiver-parts.ts'

const shownLength = 2000
/** Longer than any service takes to do a call of which it has not told us yet: so long nobody looks whether it did. */
const settleMs = 60_000

/**
 * Tells a service of one event, once, and says how it ended. What may have arrived is tried again by the schedule: every
 * service here knows a repeat, or is looked at first.
 */
export async function tellService(
  service: Service,
  parts: ReceiverParts,
  ctx: Context,
  { config, secrets }: Receiver,
  delivery: SendingDelivery,
  within: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const message = readMessage(delivery)
  const telling = {
    ctx,
    message,
    mayBeThere: delivery.attempts > 1 || delivery.resendOf !== null,
    config,
    secret: secrets[0] ?? '',
    call: callsWithin(parts.fetch, within),
  }
  try {
    if (message.type === pingEvent) return { kind: 'sent', result: resultOf(await service.test(telling)) }
    const told = await service.tell(telling)
    return told.kind === 'taken'
      ? { kind: 'sent', result: resultOf(told.answer) }
      : { kind: 'skipped', error: told.why }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return endingOf(error, parts, delivery, message.type === pingEvent)
  }
}

const resultOf = ({ status, body }: ServiceAnswer): SentResult => ({
  status,
  body: body.slice(0, shownLength),
})

function endingOf(
  refusal: Refusal,
  parts: ReceiverParts,
  { attempts }: SendingDelivery,
  isTest: boolean,
): Ending {
  const error: DeliveryError = { code: refusal.code, message: refusal.message }
  const failed = {
    kind: 'failed',
    error,
    ...(refusal.answer ? { result: resultOf(refusal.answer) } : {}),
  } as const
  if (isTest || refusal.forGood) return failed
  const pauseMs = hookPauseMs(attempts, Math.random(), parts.pausesMs)
  if (pauseMs === undefined) return { ...failed, stops: 'dead' }
  const leastMs = refusal.unsure ? (parts.settleMs ?? settleMs) : 0
  return { kind: 'again', afterMs: Math.max(pauseMs, refusal.afterMs ?? 0, leastMs), error }
}
