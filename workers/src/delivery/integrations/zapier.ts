import { tellWebhook } from './webhook.ts'

/**
 * A Zap subscribes its address through the API and hears what a webhook hears, signed by the secret of its own. Zapier
 * answers 410 once the Zap is off, which ends the subscription.
 */
export const tellZap = tellWebhook
