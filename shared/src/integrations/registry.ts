import { googleSheets } from './google-sheets.ts'
import type { IntegrationKind } from './integration.ts'
import { meta } from './meta.ts'
import { sendpulse } from './sendpulse.ts'
import { telegramChannel } from './telegram-channel.ts'
import { webhook } from './webhook.ts'
import { whatsapp } from './whatsapp.ts'
import { zapier } from './zapier.ts'

/** Every kind of integration, in the order in which people choose. */
export const integrationKinds = {
  WEBHOOK: webhook,
  ZAPIER: zapier,
  TELEGRAM_CHANNEL: telegramChannel,
  WHATSAPP: whatsapp,
  GOOGLE_SHEETS: googleSheets,
  SENDPULSE: sendpulse,
  META: meta,
} as const
export type IntegrationType = keyof typeof integrationKinds

export const integrationTypes = Object.keys(integrationKinds) as [IntegrationType, ...IntegrationType[]]

/** A kind with the types of its form forgotten. */
export const integrationKind = (type: IntegrationType): IntegrationKind => integrationKinds[type]

/** The kinds that get the events that people choose, as they are and signed. */
export const hookTypes: readonly IntegrationType[] = ['WEBHOOK', 'ZAPIER']

/** The kinds that are told of events, each in its own way. */
export const toldTypes: readonly IntegrationType[] = integrationTypes.filter(
  (type) => hookTypes.includes(type) || integrationKind(type).eventsOf,
)

/** The kinds for which we make a secret that the other side has to know: it signs events, or proves who is called. */
export const secretTypes: readonly IntegrationType[] = [...hookTypes, 'WHATSAPP']
