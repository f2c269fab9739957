import { ApiError } from '@cartie/shared/client'
import { criterionNames, type CriterionName } from '@cartie/shared/domain/request-criteria'
import { m } from '#lib/paraglide/messages.js'
import { fieldsOf } from './criteria-form.ts'
import type { RequestForm } from './request-form.ts'

export type FormErrors = Partial<Record<CriterionName | 'title', string>>

/** What is wrong before anything is sent. */
export function problemsOf(form: RequestForm, hasText: boolean): FormErrors {
  const errors: FormErrors = {}
  if (!form.title.trim() && !hasText) errors.title = m.requests_error_title()
  const { yearFrom, yearTo, budgetMin, budgetMax } = form
  if (yearFrom !== undefined && yearTo !== undefined && yearFrom > yearTo) errors.year = m.leads_error_years()
  if ([yearFrom, yearTo].some((year) => year !== undefined && (year < 1900 || year > 2100)))
    errors.year = m.leads_error_year()
  if (budgetMin !== undefined && budgetMax !== undefined && budgetMin > budgetMax)
    errors.budget = m.leads_error_budget()
  return errors
}

/** The fields that a refusal names. */
export function refusedFields(error: unknown): FormErrors {
  const errors: FormErrors = {}
  if (!(error instanceof ApiError)) return errors
  for (const { pointer, message } of error.problem.errors) {
    const at = /^\/(?:body\/)?(?:criteria\/)?(\w+)/.exec(pointer)?.[1]
    const name = criterionNames.find((one) => fieldsOf[one].some((field) => field === at) || one === at)
    if (name) errors[name] ??= name === 'year' ? m.leads_error_years() : message
    else if (at === 'title' || at === 'text') errors.title ??= m.requests_error_title()
  }
  return errors
}
