import type { Lead } from '@cartie/shared/schemas/lead'
import type { Columns } from './csv.ts'

/** The columns of the export, by the names that the import knows. */
export const leadColumns: Columns<Lead> = [
  ['code', (l) => l.code],
  ['status', (l) => l.status],
  ['kind', (l) => l.kind],
  ['name', (l) => l.name],
  ['phone', (l) => l.phone],
  ['otherPhones', (l) => l.otherPhones.join('; ')],
  ['email', (l) => l.email],
  ['telegramUsername', (l) => l.telegramUsername],
  ['language', (l) => l.language],
  ['city', (l) => l.city],
  ['source', (l) => l.source],
  ['campaign', (l) => l.campaign],
  ['make', (l) => l.make],
  ['model', (l) => l.model],
  ['yearFrom', (l) => l.yearFrom],
  ['yearTo', (l) => l.yearTo],
  ['budgetMin', (l) => l.budget?.min],
  ['budgetMax', (l) => l.budget?.max],
  ['currency', (l) => l.budget?.currency],
  ['tags', (l) => l.tags.join('; ')],
  ['createdAt', (l) => l.createdAt],
  ['lastInteractionAt', (l) => l.lastInteractionAt],
  ['request', (l) => l.request],
]
