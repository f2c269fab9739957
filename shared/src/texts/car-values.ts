import type { BodyType, Drive, Fuel, Transmission } from '../domain/car.ts'
import { criteriaWords } from '../domain/criteria-words.ts'
import { kilometres } from '../domain/grouped.ts'
import { townName } from '../domain/town-name.ts'
import { yearBeside } from '../scenario/car-card.ts'
import { display, type MoneyValue } from '../scenario/value.ts'
import type { Language } from '../schemas/common.ts'
import type { carVariables } from './car-variables.ts'

/** What a text can tell of a car. */
export interface ToldCar {
  title: string | null
  make: string | null
  model: string | null
  year: number | null
  price: MoneyValue | null
  mileageKm: number | null
  location: string | null
  fuel: string | null
  transmission: string | null
  bodyType: string | null
  drive: string | null
  engineVolumeL: number | null
  color: string | null
}

const titleLength = 200
const wordLength = 100

/** A car as the variables of texts show it in a language; null where it is not known. */
export function carValues(
  car: ToldCar,
  language: Language,
): Record<keyof typeof carVariables, string | null> {
  const { make, model, year, price, mileageKm, location, engineVolumeL, color } = car
  const words = criteriaWords[language]
  const known = car.title?.trim() || [make, model, year].filter((part) => part !== null).join(' ')
  const title = known.slice(0, titleLength).toWellFormed() || '—'
  const beside = yearBeside(title, year)
  const short = (text: string | null) => text?.slice(0, wordLength).toWellFormed() ?? null
  return {
    car: beside === null ? title : `${title} · ${beside}`,
    title,
    make: short(make),
    model: short(model),
    year: year === null ? null : String(year),
    price: price && display(price),
    mileage: mileageKm === null ? null : kilometres(mileageKm, language),
    city: short(location === null ? null : townName(location.slice(0, wordLength), language)),
    fuel: words.fuels[car.fuel as Fuel] ?? short(car.fuel),
    engine: engineVolumeL === null ? null : litres(engineVolumeL, language),
    transmission: words.transmissions[car.transmission as Transmission] ?? short(car.transmission),
    drive: words.drives[car.drive as Drive] ?? short(car.drive),
    body: words.bodies[car.bodyType as BodyType] ?? short(car.bodyType),
    color: (color === null ? undefined : words.colors[color]) ?? short(color),
    hashtags: hashtagsOf(make, model),
  }
}

const litres = (volume: number, language: Language): string =>
  language === 'en' ? `${volume.toFixed(1)} L` : `${volume.toFixed(1).replace('.', ',')} л`

/** "#BMW #BMW_X5": Telegram's tags hold letters, digits and underscores. */
function hashtagsOf(make: string | null, model: string | null): string | null {
  const tag = (text: string) =>
    text
      .slice(0, wordLength)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join('_')
  const first = make === null ? undefined : tag(make)
  const second = first === undefined || model === null ? undefined : tag(model)
  if (first === undefined) return null
  return second === undefined ? `#${first}` : `#${first} #${first}_${second}`
}
