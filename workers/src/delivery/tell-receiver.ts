import type { Context } from '@cartie/db/context'
import type { Ending } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { maxHookAgeMs } from '@cartie/shared/integrations/hook-schedule'
import type { IntegrationType } from '@cartie/shared/integrations/registry'
import type { Channel } from './channel.ts'
import { tellWebhook } from './integrations/webhook.ts'
import { tellZap } from './integrations/zapier.ts'
import type { ReceiverParts } from './receiver-parts.ts'
import { tellService } from './tell-service.ts'

/** Those that get events as they are. */
const hooks: Partial<Record<IntegrationType, typeof tellWebhook>> = { WEBHOOK: tellWebhook, ZAPIER: tellZap }

/** Events that integrations are told of. Each receiver is a lane without a pace, and answers for no other. */
export const receiverChannel = (parts: ReceiverParts): Channel => ({
  name: hookChannel,
  limits: () => ({ maxAgeMs: maxHookAgeMs }),
  send: (ctx, delivery, options) => tellReceiver(parts, ctx, delivery, options),
})

/** Tells an integration of one event, once, in the way of its type, and says how it ended. */
async function tellReceiver(
  parts: ReceiverParts,
  ctx: Context,
  delivery: SendingDelivery,
  within: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const receiver =
    delivery.integrationId === null ? undefined : await parts.findReceiver(ctx, delivery.integrationId)
  if (!receiver) return { kind: 'failed', error: { code: 'gone', message: 'The integration is gone' } }
  const service = parts.services?.[receiver.type]
  if (service) return tellService(service, parts, ctx, receiver, delivery, within)
  const hook = hooks[receiver.type]
  if (!hook) throw new Error(`Nothing here tells an integration of the type ${receiver.type} of events`)
  return hook(parts, receiver, delivery, within)
}
