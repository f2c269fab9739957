import type { FilterFields } from './filter-field.ts'

/** By what deliveries are found, beside their states. */
export const deliveryFilter = {
  channel: { kind: 'word', max: 40, about: 'such as telegram' },
  botId: { kind: 'id' },
  sessionId: { kind: 'id' },
  leadId: { kind: 'id' },
  integrationId: { kind: 'id' },
  q: { kind: 'text', max: 200, about: 'in the text, the chat or the error' },
} as const satisfies FilterFields
