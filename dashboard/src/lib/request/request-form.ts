import { ApiError } from '@cartie/shared/client'
import type { LeadKind } from '@cartie/shared/domain/lead'
import { normalizePhone } from '@cartie/shared/domain/phone'
import type { LeadForm } from '@cartie/shared/schemas/lead-intake'
import type { z } from 'zod'
import { m } from '#lib/paraglide/messages.js'

/** What a visitor fills in. */
export interface Request {
  kind: LeadKind
  name: string
  phone: string
  request: string
  city: string
  budget: number | undefined
  currency: string
  consent: boolean
  /** Nobody sees this field but robots. */
  website: string
}

/** An empty form; a budget is in `currency` until the visitor says otherwise. */
export const blankRequest = (currency = 'USD'): Request => ({
  kind: 'BUY',
  name: '',
  phone: '',
  request: '',
  city: '',
  budget: undefined,
  currency,
  consent: false,
  website: '',
})

export type RequestErrors = Partial<Record<keyof Request, string>>

const words = {
  name: m.request_error_name,
  phone: m.leads_error_phone,
  request: m.request_error_long,
  city: m.request_error_long,
  budget: m.request_error_budget,
  consent: m.request_error_consent,
} as const

/** What is wrong before anything is sent. */
export function problemsOf({ name, phone, consent }: Request): RequestErrors {
  return {
    ...(name.trim() ? {} : { name: words.name() }),
    ...(normalizePhone(phone) === undefined ? { phone: words.phone() } : {}),
    ...(consent ? {} : { consent: words.consent() }),
  }
}

/** Where the visitor comes from: the page's address tells. */
export interface Origin {
  workspace: string
  campaign: string
  listingId: string
  language: LeadForm['language']
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is sent: only what was filled in. */
export function bodyOf(form: Request, origin: Origin): z.input<typeof LeadForm> {
  const { budget, currency, kind, consent: _, ...texts } = form
  const given = { ...texts, campaign: origin.campaign.slice(0, 64) }
  const filled = Object.entries(given).filter(([, text]) => text.trim())
  return {
    workspace: origin.workspace,
    name: form.name,
    phone: form.phone,
    ...Object.fromEntries(filled),
    kind,
    ...(budget === undefined ? {} : { budget: { min: null, max: budget, currency } }),
    ...(uuid.test(origin.listingId) ? { listingId: origin.listingId } : {}),
    ...(origin.language ? { language: origin.language } : {}),
    consent: true,
  }
}

/** The fields that a refusal names, with what helps. */
export function refusedFields(error: unknown): RequestErrors {
  if (!(error instanceof ApiError)) return {}
  const fields = Object.keys(words) as (keyof typeof words)[]
  const named = error.problem.errors.flatMap(({ pointer }) =>
    fields.filter((field) => pointer === `/${field}` || pointer.startsWith(`/${field}/`)),
  )
  return Object.fromEntries(named.map((field) => [field, words[field]()]))
}
