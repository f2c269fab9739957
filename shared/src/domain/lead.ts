import type { LeadStatus } from './lead-status.ts'

/** What a person wants: to buy a car, or to sell one. */
export const leadKinds = ['BUY', 'SELL'] as const
export type LeadKind = (typeof leadKinds)[number]

/** By which door a lead came. */
export const leadSources = ['telegram', 'whatsapp', 'form', 'api', 'csv', 'manual'] as const
export type LeadSource = (typeof leadSources)[number]

/** What is known of a lead. Amounts are integers of minor units, instants ISO 8601; unknown is null. */
export interface LeadFields {
  kind: LeadKind
  status: LeadStatus
  name: string
  /** The number to call, in E.164. */
  phone: string | null
  /** Further numbers, and such as nobody could read, as they were written. */
  otherPhones: readonly string[]
  email: string | null
  telegramUserId: number | null
  telegramUsername: string | null
  language: string | null
  city: string | null
  contactId: string | null
  botId: string | null
  sessionId: string | null
  source: LeadSource
  sourceChatId: string | null
  campaign: string | null
  request: string | null
  make: string | null
  model: string | null
  yearFrom: number | null
  yearTo: number | null
  budgetMinMinor: number | null
  budgetMaxMinor: number | null
  currency: string | null
  listingId: string | null
  ownerId: string | null
  tags: readonly string[]
  consentAt: string | null
}
export type LeadField = keyof LeadFields
export type LeadValue = string | number | readonly string[] | null
