import { m } from '#lib/paraglide/messages.js'
import type { FormField } from './listing-form.ts'
import { fieldWords } from './words.ts'

/** Labels of the form's fields, and of what a table's columns can be. */
export const formWords: Record<FormField, () => string> = {
  ...fieldWords,
  price: m.inventory_field_price,
  sourceUrl: m.inventory_field_source_url,
}
