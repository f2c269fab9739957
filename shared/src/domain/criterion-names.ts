import type { Language } from '../schemas/common.ts'
import type { CriterionName } from './request-criteria.ts'

/** What a wish asks for, as people call it within a sentence. */
export const criterionNames: Record<Language, Record<CriterionName, string>> = {
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
    city: 'city',
    color: 'colour',
  },
}

/** The same as a label: "Пробіг". */
export function criterionLabel(criterion: CriterionName, language: Language): string {
  const name = criterionNames[language][criterion]
  return name.slice(0, 1).toUpperCase() + name.slice(1)
}
