import { ApiError } from '@cartie/shared/client'
import { leadKinds } from '@cartie/shared/domain/lead'
import type { Lead, LeadInput, LeadPatch } from '@cartie/shared/schemas/lead'
import { normalizePhone } from '@cartie/shared/domain/phone'
import type { z } from 'zod'
import { m } from '#lib/paraglide/messages.js'

/** A lead as the form holds it. */
export interface LeadForm {
  kind: LeadInput['kind'] & string
  name: string
  phone: string
  email: string
  telegramUsername: string
  city: string
  request: string
  make: string
  model: string
  yearFrom: number | undefined
  yearTo: number | undefined
  budgetMin: number | undefined
  budgetMax: number | undefined
  currency: string
}

/** The form of a lead, or an empty one; a budget is in `currency` until somebody says otherwise. */
export const formOf = (lead?: Lead, currency = 'USD'): LeadForm => ({
  kind: lead?.kind ?? 'BUY',
  name: lead?.name ?? '',
  phone: lead?.phone ?? '',
  email: lead?.email ?? '',
  telegramUsername: lead?.telegramUsername ?? '',
  city: lead?.city ?? '',
  request: lead?.request ?? '',
  make: lead?.make ?? '',
  model: lead?.model ?? '',
  yearFrom: lead?.yearFrom ?? undefined,
  yearTo: lead?.yearTo ?? undefined,
  budgetMin: lead?.budget?.min ?? undefined,
  budgetMax: lead?.budget?.max ?? undefined,
  currency: lead?.budget?.currency ?? currency,
})

/** A stored draft as a form; undefined for what is none. */
export function draftOf(stored: string | null): LeadForm | undefined {
  const blank = formOf()
  try {
    const draft: unknown = JSON.parse(stored ?? 'null')
    if (typeof draft !== 'object' || draft === null) return undefined
    const fields = Object.entries(draft).filter(([key, value]) =>
      key === 'kind'
        ? leadKinds.some((kind) => kind === value)
        : /^(year|budget)/.test(key)
          ? typeof value === 'number'
          : typeof value === 'string',
    )
    return { ...blank, ...Object.fromEntries(fields) }
  } catch {
    return undefined
  }
}

type Body = z.input<typeof LeadPatch>

/** What to send: fields that differ from `began`; the parts of a budget go together. */
export function bodyOf(form: LeadForm, began: LeadForm): Body {
  const body: Body = {}
  const texts = ['phone', 'email', 'telegramUsername', 'city', 'request', 'make', 'model'] as const
  if (form.kind !== began.kind) body.kind = form.kind
  if (form.name.trim() !== began.name && form.name.trim()) body.name = form.name.trim()
  for (const key of texts) if (form[key].trim() !== began[key]) body[key] = form[key].trim() || null
  if (body.telegramUsername) body.telegramUsername = body.telegramUsername.replace(/^@/, '')
  for (const key of ['yearFrom', 'yearTo'] as const)
    if (form[key] !== began[key]) body[key] = form[key] ?? null
  const { budgetMin: min, budgetMax: max, currency } = form
  const isSame = min === began.budgetMin && max === began.budgetMax && currency === began.currency
  if (!isSame)
    body.budget =
      min === undefined && max === undefined ? null : { min: min ?? null, max: max ?? null, currency }
  if (body.budget === null && began.budgetMin === undefined && began.budgetMax === undefined)
    delete body.budget
  return body
}

export type FormErrors = Partial<Record<keyof LeadForm, string>>

const words: Partial<Record<keyof LeadForm, () => string>> = {
  name: m.leads_error_name,
  phone: m.leads_error_phone,
  email: m.leads_error_email,
  yearFrom: m.leads_error_year,
  yearTo: m.leads_error_year,
  budgetMin: m.leads_error_budget,
}

/** What is wrong before anything is sent. */
export function problemsOf(form: LeadForm): FormErrors {
  const errors: FormErrors = {}
  if (!form.name.trim() && !form.phone.trim() && !form.email.trim()) errors.name = m.leads_error_name()
  if (form.phone.trim() && normalizePhone(form.phone) === undefined) errors.phone = m.leads_error_phone()
  if (form.budgetMin !== undefined && form.budgetMax !== undefined && form.budgetMin > form.budgetMax)
    errors.budgetMin = m.leads_error_budget()
  if (form.yearFrom !== undefined && form.yearTo !== undefined && form.yearFrom > form.yearTo)
    errors.yearFrom = m.leads_error_years()
  return errors
}

/** The fields that a refusal names, with what helps. */
export function refusedFields(error: unknown): FormErrors {
  const errors: FormErrors = {}
  if (!(error instanceof ApiError)) return errors
  for (const { pointer, message } of error.problem.errors) {
    const at = /^\/(?:body\/)?(\w+)/.exec(pointer)?.[1]
    const field =
      at === 'budget' ? 'budgetMin' : (Object.keys(formOf()) as (keyof LeadForm)[]).find((key) => key === at)
    if (field) errors[field] ??= words[field]?.() ?? message
  }
  return errors
}
