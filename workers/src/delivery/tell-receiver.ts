import type { Context } from '@cartie/db/context'
import type { Ending } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import type { ReceiverParts } from './receiver-parts.ts'
import { sendWebhook } from './send-webhook.ts'
import { tellService } from './tell-service.ts'

/** Tells an integration of one event, once, in the way of its type, and says how it ended. */
export async function tellReceiver(
  parts: ReceiverParts,
  ctx: Context,
  delivery: SendingDelivery,
  within: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const receiver =
    delivery.integrationId === null ? undefined : await parts.findReceiver(ctx, delivery.integrationId)
  if (!receiver) return { kind: 'failed', error: { code: 'gone', message: 'The integration is gone' } }
  const service = parts.services?.[receiver.type]
  return service
    ? tellService(service, parts, ctx, receiver, delivery, within)
    : sendWebhook(parts, receiver, delivery, within)
}
