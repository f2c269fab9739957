import { ApiError } from '@cartie/shared/client'
import { m } from '#lib/paraglide/messages.js'
import { fieldOfPointer, type FormErrors, type FormField } from './listing-form.ts'

const own: Record<string, () => string> = {
  required: m.inventory_error_required,
  number: m.inventory_error_number,
  price: m.inventory_error_price,
}

const byField: Partial<Record<FormField, () => string>> = {
  vin: m.inventory_error_vin,
  year: m.inventory_error_year,
  sourceUrl: m.inventory_error_url,
  images: m.inventory_error_url,
  mileageKm: m.inventory_error_range,
  powerHp: m.inventory_error_range,
  engineVolumeL: m.inventory_error_range,
  price: m.inventory_error_price,
  title: m.inventory_error_required,
}

/** The words beside a field for an error that the form itself found. */
export const ownError = (key: string): string => own[key]?.() ?? m.inventory_error_invalid()

/** The fields that a refusal names, with what helps; the server's words where we have none for the field. */
export function refusedFields(error: unknown): FormErrors {
  if (!(error instanceof ApiError)) return {}
  const errors: FormErrors = {}
  for (const { pointer, message } of error.problem.errors) {
    const field = fieldOfPointer(pointer)
    if (field) errors[field] ??= error.problem.status === 409 ? message : (byField[field]?.() ?? message)
  }
  return errors
}
