import type { IntegrationKind } from './integration.ts'
import { telegramChannel } from './telegram-channel.ts'
import { webhook } from './webhook.ts'
import { zapier } from './zapier.ts'

/** Every kind of integration, in the order in which people choose. */
export const integrationKinds = {
  WEBHOOK: webhook,
  ZAPIER: zapier,
  TELEGRAM_CHANNEL: telegramChannel,
} as const
export type IntegrationType = keyof typeof integrationKinds

export const integrationTypes = Object.keys(integrationKinds) as [IntegrationType, ...IntegrationType[]]

/** A kind with the types of its form forgotten. */
export const integrationKind = (type: IntegrationType): IntegrationKind => integrationKinds[type]

/** The kinds that are told of events. */
export const hookTypes: readonly IntegrationType[] = ['WEBHOOK', 'ZAPIER']
