import { townName } from '@cartie/shared/domain/town-name'
import type { PublicProposal } from '@cartie/shared/schemas/proposal'
import {
  bodyWords,
  colorWords,
  driveWords,
  fieldWords,
  fuelWords,
  transmissionWords,
} from '#lib/inventory/words.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Speech } from './speech.ts'

export type OfferedCar = PublicProposal['cars'][number]
type Words = Record<string, (inputs?: object, options?: { locale?: Speech['language'] }) => string>

/** What is known of a car, each with its name, in the order in which people read it. */
export function factsOf(
  car: OfferedCar,
  { say, number, language }: Speech,
): { name: string; value: string }[] {
  const wordOf = (words: Words, value: string | null) =>
    value === null ? null : (words[value]?.({}, { locale: language }) ?? value)
  const unit = (value: number | null, word: string) => (value === null ? null : `${number(value)} ${word}`)
  const facts = {
    year: car.year === null ? null : String(car.year),
    mileageKm: unit(car.mileageKm, say(m.unit_km)),
    fuel: wordOf(fuelWords, car.fuel),
    transmission: wordOf(transmissionWords, car.transmission),
    engineVolumeL: unit(car.engineVolumeL, say(m.inventory_litre)),
    drive: wordOf(driveWords, car.drive),
    bodyType: wordOf(bodyWords, car.bodyType),
    color: wordOf(colorWords, car.color),
    location: car.location === null ? null : townName(car.location, language),
    vin: car.vin,
  }
  return Object.entries(facts).flatMap(([field, value]) =>
    value ? [{ name: say(fieldWords[field as keyof typeof facts]), value }] : [],
  )
}
