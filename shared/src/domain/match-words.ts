import type { Language } from '../schemas/common.ts'
import type { MatchReason } from '../schemas/request.ts'
import type { CriterionName } from './request-criteria.ts'

const names: Record<Language, Record<CriterionName, string>> = {
  uk: {
    make: 'марка',
    model: 'модель',
    year: 'рік',
    budget: 'бюджет',
    mileage: 'пробіг',
    fuel: 'паливо',
    transmission: 'коробка',
    body: 'кузов',
    drive: 'привід',
    city: 'місто',
    color: 'колір',
  },
  ru: {
    make: 'марка',
    model: 'модель',
    year: 'год',
    budget: 'бюджет',
    mileage: 'пробег',
    fuel: 'топливо',
    transmission: 'коробка',
    body: 'кузов',
    drive: 'привод',
    city: 'город',
    color: 'цвет',
  },
  en: {
    make: 'make',
    model: 'model',
    year: 'year',
    budget: 'budget',
    mileage: 'mileage',
    fuel: 'fuel',
    transmission: 'gearbox',
    body: 'body',
    drive: 'drive',
    city: 'town',
    color: 'colour',
  },
}
const fits: Record<Language, string> = {
  uk: 'підходить',
  ru: 'подходит',
  en: 'fits',
}
const km: Record<Language, string> = { uk: 'км', ru: 'км', en: 'km' }

/** Why a car fits, in a line: "бюджет −4 %, рік підходить, ≈ пробіг +5 000 км, ✗ колір, коробка ?". */
export const reasonLine = (reasons: readonly MatchReason[], language: Language): string =>
  reasons.map((reason) => reasonWords(reason, language)).join(', ')

function reasonWords({ criterion, verdict, difference, unit }: MatchReason, language: Language): string {
  const name = names[language][criterion]
  if (verdict === 'unknown') return `${name} ?`
  const off = difference && unit ? differenceText(difference, unit, language) : ''
  if (verdict === 'met') return `${name} ${off || fits[language]}`
  return [verdict === 'near' ? '≈' : '✗', name, off].filter(Boolean).join(' ')
}

function differenceText(
  difference: number,
  unit: NonNullable<MatchReason['unit']>,
  language: Language,
): string {
  const grouped = String(Math.abs(difference)).replace(/\B(?=(\d{3})+$)/g, ' ')
  const signed = `${difference < 0 ? '−' : '+'}${grouped}`
  return unit === 'percent' ? `${signed} %` : unit === 'km' ? `${signed} ${km[language]}` : signed
}
