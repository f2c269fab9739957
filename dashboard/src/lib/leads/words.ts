import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleDashed from '@lucide/svelte/icons/circle-dashed'
import CircleX from '@lucide/svelte/icons/circle-x'
import Loader from '@lucide/svelte/icons/circle-dot-dashed'
import PhoneOutgoing from '@lucide/svelte/icons/phone-outgoing'
import type { Component } from 'svelte'
import type { LeadField, LeadKind, LeadSource } from '@cartie/shared/domain/lead'
import type { LeadStatus } from '@cartie/shared/domain/lead-status'
import type { Lead } from '@cartie/shared/schemas/lead'
import { money } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'
import type { LeadSort } from './filter.ts'

const statusWords: Record<LeadStatus, () => string> = {
  NEW: m.leads_status_new,
  CONTACTED: m.leads_status_contacted,
  IN_PROGRESS: m.leads_status_in_progress,
  WON: m.leads_status_won,
  LOST: m.leads_status_lost,
}
const marks: Record<LeadStatus, { tone: Tone; icon: Component<{ class?: string }> }> = {
  NEW: { tone: 'info', icon: CircleDashed },
  CONTACTED: { tone: 'accent', icon: PhoneOutgoing },
  IN_PROGRESS: { tone: 'warn', icon: Loader },
  WON: { tone: 'ok', icon: CircleCheck },
  LOST: { tone: 'plain', icon: CircleX },
}

/** A stage in words. */
export const statusWord = (status: LeadStatus): string => statusWords[status]()

/** How a stage looks. */
export const statusLook = (status: LeadStatus) => ({ ...marks[status], label: statusWord(status) })

/** By which door a lead came. */
export const sourceWords: Record<LeadSource, () => string> = {
  telegram: m.leads_source_telegram,
  whatsapp: m.leads_source_whatsapp,
  form: m.leads_source_form,
  api: m.leads_source_api,
  csv: m.leads_source_csv,
  manual: m.leads_source_manual,
}

/** What a person wants. */
export const kindWords: Record<LeadKind, () => string> = { BUY: m.leads_kind_buy, SELL: m.leads_kind_sell }

/** Orders of the list. */
export const sortWords: Record<LeadSort, () => string> = {
  newest: m.leads_sort_newest,
  oldest: m.leads_sort_oldest,
  active: m.leads_sort_active,
}

/** Names of the fields that people see; others have none. */
export const fieldWords: Partial<Record<LeadField, () => string>> = {
  kind: m.leads_field_kind,
  status: m.leads_field_status,
  name: m.leads_field_name,
  phone: m.leads_field_phone,
  otherPhones: m.leads_field_other_phones,
  email: m.leads_field_email,
  telegramUsername: m.leads_field_telegram,
  language: m.leads_field_language,
  city: m.leads_field_city,
  campaign: m.leads_field_campaign,
  request: m.leads_field_request,
  make: m.leads_field_make,
  model: m.leads_field_model,
  yearFrom: m.leads_field_year_from,
  yearTo: m.leads_field_year_to,
  budgetMinMinor: m.leads_field_budget_min,
  budgetMaxMinor: m.leads_field_budget_max,
  ownerId: m.leads_field_owner,
  tags: m.leads_field_tags,
  consentAt: m.leads_field_consent,
}

/** A range of numbers in words; empty where nothing is known. */
export function rangeText(
  from: number | null,
  to: number | null,
  say: (n: number) => string = String,
): string {
  if (from !== null && to !== null) return from === to ? say(from) : `${say(from)}–${say(to)}`
  if (from !== null) return m.leads_from({ value: say(from) })
  return to === null ? '' : m.leads_to({ value: say(to) })
}

/** The budget in the reader's words. */
export const budgetText = ({ budget }: Pick<Lead, 'budget'>): string =>
  budget ? rangeText(budget.min, budget.max, (n) => money(n, budget.currency)) : ''

/** Which car is wanted: make, model and years, or the beginning of the wish itself. */
export function wishText(lead: Pick<Lead, 'make' | 'model' | 'yearFrom' | 'yearTo' | 'request'>): string {
  const car = [lead.make, lead.model, rangeText(lead.yearFrom, lead.yearTo)].filter(Boolean).join(' ')
  return car || (lead.request?.replace(/\s+/g, ' ').slice(0, 120) ?? '')
}
