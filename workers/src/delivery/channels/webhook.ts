import { hookChannel } from '@cartie/shared/domain/delivery-lane'
import { maxHookAgeMs } from '@cartie/shared/integrations/hook-schedule'
import type { Channel } from '../channel.ts'
import { sendWebhook, type WebhookParts } from '../send-webhook.ts'

/** Events that integrations are told of. Each receiver is a lane without a pace, and answers for no other. */
export const webhookChannel = (parts: WebhookParts): Channel => ({
  name: hookChannel,
  limits: () => ({ maxAgeMs: maxHookAgeMs }),
  send: (ctx, delivery, options) => sendWebhook(parts, ctx, delivery, options),
})
