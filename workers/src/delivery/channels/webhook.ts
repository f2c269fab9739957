import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { maxHookAgeMs } from '@cartie/shared/integrations/hook-schedule'
import type { Channel } from '../channel.ts'
import type { ReceiverParts } from '../receiver-parts.ts'
import { tellReceiver } from '../tell-receiver.ts'

/** Events that integrations are told of. Each receiver is a lane without a pace, and answers for no other. */
export const webhookChannel = (parts: ReceiverParts): Channel => ({
  name: hookChannel,
  limits: () => ({ maxAgeMs: maxHookAgeMs }),
  send: (ctx, delivery, options) => tellReceiver(parts, ctx, delivery, options),
})
