import { m } from '#lib/paraglide/messages.js'
import { number } from '#lib/format.ts'
import type { FormField, FormWords } from './listing-form.ts'
import { colorWords, fieldWords } from './words.ts'

/** Labels of the form's fields, and of what a table's columns can be. */
export const formWords: Record<FormField, () => string> = {
  ...fieldWords,
  price: m.inventory_field_price,
  sourceUrl: m.inventory_field_source_url,
}

/** Figures and colours as this reader writes them. */
export const readerWords: FormWords = { number, color: (color) => colorWords[color]?.() ?? color }

/** The canonical colour that a reader's word names; another word as it is typed. */
export function colorOf(typed: string | null | undefined): string | null {
  const word = typed?.trim().toLowerCase()
  if (!word) return null
  return (
    Object.keys(colorWords).find((color) => colorWords[color]?.().toLowerCase() === word) ?? typed ?? null
  )
}
