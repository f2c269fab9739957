import { criteriaWords } from '@cartie/shared/domain/criteria-words'
import type { ContentCar } from '@cartie/db/services/proposal/content'
import { criterionLabel } from '@cartie/shared/domain/criterion-names'
import { townName } from '@cartie/shared/domain/town-name'
import type { Language } from '@cartie/shared/schemas/common'
import { pdfWords } from './pdf-words.ts'

const locales: Record<Language, string> = { uk: 'uk-UA', ru: 'ru-RU', en: 'en-GB' }

/** A price as the language writes it, such as "35 000 $". */
export function priceText(price: ContentCar['price'], language: Language): string {
  if (!price) return pdfWords[language].priceOnRequest
  return new Intl.NumberFormat(locales[language], {
    style: 'currency',
    currency: price.currency,
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: Number.isInteger(price.amount) ? 0 : 2,
  }).format(price.amount)
}

/** A day as the language writes it, in the company's time zone. */
export const dayText = (at: string, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone }).format(new Date(at))

const litres = (volume: number, language: Language) =>
  new Intl.NumberFormat(locales[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    volume,
  )

/** What is known of a car, label and value, in the order in which people ask. */
export function carFacts(car: ContentCar, language: Language): [label: string, value: string][] {
  const words = pdfWords[language]
  const told = criteriaWords[language]
  const named = (names: Record<string, string>, value: string | null) =>
    value === null ? null : (names[value] ?? value)
  const engine = [
    car.engineVolumeL === null ? null : `${litres(car.engineVolumeL, language)} ${words.litre}`,
    named(told.fuels, car.fuel),
  ]
  const mileage =
    car.mileageKm === null
      ? null
      : new Intl.NumberFormat(locales[language], { style: 'unit', unit: 'kilometer' }).format(car.mileageKm)
  const facts: [string, string | null][] = [
    [words.year, car.year === null ? null : String(car.year)],
    [words.mileage, mileage],
    [words.engine, engine.filter((part) => part !== null).join(', ') || null],
    [criterionLabel('transmission', language), named(told.transmissions, car.transmission)],
    [criterionLabel('drive', language), named(told.drives, car.drive)],
    [criterionLabel('body', language), named(told.bodies, car.bodyType)],
    [criterionLabel('color', language), named(told.colors, car.color)],
    [words.place, car.location === null ? null : townName(car.location, language)],
    [words.vin, car.vin],
  ]
  return facts.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value]]))
}
