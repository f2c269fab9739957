import { ApiError } from '@cartie/shared/client'
import { normalizePhone } from '@cartie/shared/domain/phone'
import type { Partner } from '@cartie/shared/schemas/partner'
import { m } from '#lib/paraglide/messages.js'

/** A partner as the form holds it. */
export interface PartnerForm {
  kind: Partner['kind']
  name: string
  city: string
  phone: string
  email: string
  /** As people write them: by commas. */
  makes: string
  notes: string
}

/** The form of a partner, or an empty one. */
export const formOf = (partner?: Partner): PartnerForm => ({
  kind: partner?.kind ?? 'company',
  name: partner?.name ?? '',
  city: partner?.city ?? '',
  phone: partner?.phone ?? '',
  email: partner?.email ?? '',
  makes: partner?.makes.join(', ') ?? '',
  notes: partner?.notes ?? '',
})

/** Makes that somebody wrote in one line. */
export const makesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

/** What to send of a form. */
export const bodyOf = (form: PartnerForm) => ({
  kind: form.kind,
  name: form.name.trim(),
  city: form.city.trim() || null,
  phone: form.phone.trim() || null,
  email: form.email.trim() || null,
  makes: makesOf(form.makes).slice(0, 50),
  notes: form.notes.trim() || null,
})

export type FormErrors = Partial<Record<keyof PartnerForm, string>>
const words: Partial<Record<keyof PartnerForm, () => string>> = {
  name: m.partners_error_name,
  phone: m.partners_error_phone,
  email: m.partners_error_email,
}

/** What is wrong before anything is sent. */
export function problemsOf(form: PartnerForm): FormErrors {
  const errors: FormErrors = {}
  if (!form.name.trim()) errors.name = m.partners_error_name()
  if (form.phone.trim() && normalizePhone(form.phone) === undefined) errors.phone = m.partners_error_phone()
  return errors
}

/** The fields that a refusal names, with what helps. */
export function refusedFields(error: unknown): FormErrors {
  const errors: FormErrors = {}
  if (!(error instanceof ApiError)) return errors
  for (const { pointer, message } of error.problem.errors) {
    const at = /^\/(?:body\/)?(\w+)/.exec(pointer)?.[1]
    const field = (Object.keys(formOf()) as (keyof PartnerForm)[]).find((key) => key === at)
    if (field) errors[field] ??= words[field]?.() ?? message
  }
  return errors
}
