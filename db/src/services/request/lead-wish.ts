import { Language } from '@cartie/shared/schemas/common'
import { rowFields, type LeadRow } from '../lead/lead-row.ts'
import type { GivenWish } from './wish-fields.ts'

/** What a lead wishes. */
export function leadWish(lead: LeadRow): GivenWish {
  const { request, language, ...known } = rowFields(lead)
  return { ...known, text: request, language: Language.safeParse(language).data }
}
