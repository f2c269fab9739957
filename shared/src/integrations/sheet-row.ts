import type { Language } from '../schemas/common.ts'
import type { Lead } from '../schemas/lead.ts'
import type { CarListing } from '../schemas/listing.ts'
import type { SheetConfig } from './google-sheets.ts'
import { carColumns, eventColumn, leadColumns, type CarColumn, type LeadColumn } from './sheet-columns.ts'

export type Cell = string | number

/** Google takes no more in one cell. */
const longestCell = 50_000

/** "2026-11-26 10:00:05": sorts as it reads. */
const moment = (iso: string) => iso.slice(0, 19).replace('T', ' ')
const years = ({ yearFrom: from, yearTo: to }: Lead) =>
  from === to ? from : [from, to].filter(Boolean).join('–')
const listed = (...parts: (string | number | null)[]) =>
  parts.filter((part) => part !== null && part !== '').join(' ')

function budgetText({ budget }: Lead): string {
  if (!budget) return ''
  const { min, max, currency } = budget
  const amount = min !== null && max !== null ? `${min}–${max}` : min === null ? `≤ ${max}` : `≥ ${min}`
  return `${amount} ${currency}`
}

const ofLead: Record<LeadColumn, (lead: Lead) => Cell | null> = {
  code: (lead) => lead.code,
  createdAt: (lead) => moment(lead.createdAt),
  name: (lead) => lead.name,
  phone: (lead) => lead.phone,
  email: (lead) => lead.email,
  telegram: (lead) => lead.telegramUsername && `@${lead.telegramUsername}`,
  city: (lead) => lead.city,
  source: (lead) => lead.source,
  campaign: (lead) => lead.campaign,
  status: (lead) => lead.status,
  wish: (lead) => listed(lead.make, lead.model, years(lead)),
  budget: budgetText,
  request: (lead) => lead.request,
  tags: (lead) => lead.tags.join(', '),
}

const ofCar: Record<CarColumn, (car: CarListing) => Cell | null> = {
  title: (car) => car.title,
  make: (car) => car.make,
  model: (car) => car.model,
  year: (car) => car.year,
  price: (car) => car.price?.amount ?? null,
  currency: (car) => car.price?.currency ?? null,
  mileageKm: (car) => car.mileageKm,
  fuel: (car) => car.fuel,
  transmission: (car) => car.transmission,
  location: (car) => car.location,
  vin: (car) => car.vin,
  status: (car) => car.status,
  firstSeenAt: (car) => moment(car.firstSeenAt),
  sourceUrl: (car) => car.sourceUrl,
}

/** A cell without a value stays empty: the rows keep their columns. */
const cell = (value: Cell | null): Cell =>
  typeof value === 'string' ? value.slice(0, longestCell) : (value ?? '')

/** The row of a lead: the event's id, then the chosen columns. */
export const leadRow = (eventId: string, lead: Lead, columns: readonly LeadColumn[]): Cell[] => [
  eventId,
  ...columns.map((column) => cell(ofLead[column](lead))),
]

/** The row of a car: the event's id, then the chosen columns. */
export const carRow = (eventId: string, car: CarListing, columns: readonly CarColumn[]): Cell[] => [
  eventId,
  ...columns.map((column) => cell(ofCar[column](car))),
]

/** The words above the columns. */
export function headerRow({ what, columns, language }: SheetConfig): string[] {
  const all: Record<string, Record<Language, string>> = what === 'leads' ? leadColumns : carColumns
  return [eventColumn[language], ...columns.map((column) => all[column]![language])]
}
