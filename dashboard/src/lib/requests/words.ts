import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleX from '@lucide/svelte/icons/circle-x'
import Handshake from '@lucide/svelte/icons/handshake'
import ListChecks from '@lucide/svelte/icons/list-checks'
import Megaphone from '@lucide/svelte/icons/megaphone'
import PencilLine from '@lucide/svelte/icons/pencil-line'
import Layers from '@lucide/svelte/icons/layers'
import type { Component } from 'svelte'
import type { LeadKind } from '@cartie/shared/domain/lead'
import {
  criterionNames,
  type CriterionName,
  type RequestPriority,
  type RequestSource,
} from '@cartie/shared/domain/request-criteria'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { B2bRequest, Criteria } from '@cartie/shared/schemas/request'
import { mileage, money } from '#lib/format.ts'
import { bodyWords, colorWord, driveWords, fuelWords, transmissionWords } from '#lib/inventory/words.ts'
import { rangeText } from '#lib/leads/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'
import type { RequestSort } from './filter.ts'
import { fieldsOf } from './criteria-form.ts'
import type { RequestForm } from './request-form.ts'
import { townsText } from './towns-text.ts'

const statusWords: Record<RequestStatus, () => string> = {
  DRAFT: m.requests_status_draft,
  PUBLISHED: m.requests_status_published,
  COLLECTING_VARIANTS: m.requests_status_collecting,
  SHORTLIST: m.requests_status_shortlist,
  CONTACT_SHARED: m.requests_status_contact,
  WON: m.requests_status_won,
  LOST: m.requests_status_lost,
}
const marks: Record<RequestStatus, { tone: Tone; icon: Component<{ class?: string }> }> = {
  DRAFT: { tone: 'plain', icon: PencilLine },
  PUBLISHED: { tone: 'info', icon: Megaphone },
  COLLECTING_VARIANTS: { tone: 'warn', icon: Layers },
  SHORTLIST: { tone: 'accent', icon: ListChecks },
  CONTACT_SHARED: { tone: 'accent', icon: Handshake },
  WON: { tone: 'ok', icon: CircleCheck },
  LOST: { tone: 'plain', icon: CircleX },
}

/** A stage in words. */
export const statusWord = (status: RequestStatus): string => statusWords[status]()

/** How a stage looks. */
export const statusLook = (status: RequestStatus) => ({ ...marks[status], label: statusWord(status) })

/** How soon it is needed. */
export const priorityWords: Record<RequestPriority, () => string> = {
  LOW: m.requests_priority_low,
  NORMAL: m.requests_priority_normal,
  HIGH: m.requests_priority_high,
  URGENT: m.requests_priority_urgent,
}
export const priorityTones: Record<RequestPriority, Tone> = {
  LOW: 'plain',
  NORMAL: 'plain',
  HIGH: 'warn',
  URGENT: 'bad',
}

/** By which door a request came. */
export const sourceWords: Record<RequestSource, () => string> = {
  lead: m.requests_source_lead,
  telegram: m.requests_source_telegram,
  form: m.requests_source_form,
  api: m.requests_source_api,
  text: m.requests_source_text,
  manual: m.requests_source_manual,
}

/** What is wanted. */
export const kindWords: Record<LeadKind, () => string> = {
  BUY: m.requests_kind_buy,
  SELL: m.requests_kind_sell,
}

/** Orders of the list. */
export const sortWords: Record<RequestSort, () => string> = {
  newest: m.requests_sort_newest,
  oldest: m.requests_sort_oldest,
  deadline: m.requests_sort_deadline,
  priority: m.requests_sort_priority,
}

/** What a wish can be about. */
export const criterionWords: Record<CriterionName, () => string> = {
  make: m.requests_criterion_make,
  model: m.requests_criterion_model,
  year: m.requests_criterion_year,
  budget: m.requests_criterion_budget,
  mileage: m.requests_criterion_mileage,
  fuel: m.requests_criterion_fuel,
  transmission: m.requests_criterion_transmission,
  body: m.requests_criterion_body,
  drive: m.requests_criterion_drive,
  city: m.requests_criterion_city,
  color: m.requests_criterion_color,
}

const formWords: Partial<Record<keyof RequestForm, () => string>> = {
  title: m.requests_field_title,
  kind: m.requests_field_kind,
  priority: m.requests_field_priority,
  quantity: m.requests_field_quantity,
  deadline: m.requests_field_deadline,
  description: m.requests_field_description,
  notes: m.requests_field_notes,
  searchesSites: m.requests_field_sites,
  must: m.requests_must,
}

/** The name of a field of the form. */
export function fieldName(field: keyof RequestForm): string {
  const criterion = criterionNames.find((name) => fieldsOf[name].some((one) => one === field))
  return criterion ? criterionWords[criterion]() : (formWords[field]?.() ?? field)
}

const budgetText = (budget: Criteria['budget']): string =>
  budget ? rangeText(budget.min, budget.max, (n) => money(n, budget.currency)) : ''

/** Each criterion that says something, with its words and whether it has to be met. */
export function criteriaTexts(criteria: Criteria): { name: CriterionName; text: string; must: boolean }[] {
  const texts: Record<CriterionName, string> = {
    make: criteria.makes.join(', '),
    model: criteria.models.join(', '),
    year: rangeText(criteria.yearFrom, criteria.yearTo),
    budget: budgetText(criteria.budget),
    mileage: criteria.mileageKmTo === null ? '' : m.leads_to({ value: mileage(criteria.mileageKmTo) }),
    fuel: criteria.fuels.map((one) => fuelWords[one]()).join(', '),
    transmission: criteria.transmissions.map((one) => transmissionWords[one]()).join(', '),
    body: criteria.bodyTypes.map((one) => bodyWords[one]()).join(', '),
    drive: criteria.drives.map((one) => driveWords[one]()).join(', '),
    city: townsText(criteria.cities),
    color: criteria.colors.map(colorWord).join(', '),
  }
  return (Object.entries(texts) as [CriterionName, string][])
    .filter(([, text]) => text)
    .map(([name, text]) => ({ name, text, must: criteria.must.includes(name) }))
}

/** The wish beside its title: what it may cost, where, and the rest of what is asked. */
export const wishText = ({ criteria }: Pick<B2bRequest, 'criteria'>): string =>
  criteriaTexts(criteria)
    .filter(({ name }) => name !== 'make' && name !== 'model' && name !== 'year')
    .map(({ text }) => text)
    .join(' · ')

/** Whether a deadline has passed while it still counts. */
export const isLate = (
  { deadlineAt, status }: Pick<B2bRequest, 'deadlineAt' | 'status'>,
  now: number,
): boolean =>
  deadlineAt !== null && status !== 'WON' && status !== 'LOST' && new Date(deadlineAt).getTime() < now
