import type { ExtractedCar } from '@cartie/shared/domain/car'
import { cleanLine } from '@cartie/shared/domain/clean-text'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import { canonicalModel, findMake, findMakeModel, modelsOf } from '@cartie/shared/domain/makes'
import { parseEngineVolumeL } from '@cartie/shared/domain/engine'
import { parseFuel } from '@cartie/shared/domain/fuel'
import { parseTransmission } from '@cartie/shared/domain/transmission'
import { parseYear } from '@cartie/shared/domain/year'
import type { Evidence } from './evidence.ts'

/** The words after a make's name in a title up to a year, a price, an engine or a sign: the likely model. */
function modelAfterMake(title: string, make: string, dictionary: Dictionary): string | undefined {
  const hit = findMake(title, dictionary)
  const at = hit && hit.make === make && hit.length > 0 ? hit.at + hit.length : -1
  if (at < 0) return undefined
  const rest = cleanLine(title.slice(at)).replace(/^[\s\-–—:,.|/]+/, '')
  const words: string[] = []
  for (const word of rest.split(' ')) {
    if (
      words.length >= 3 ||
      /^(?:19|20)\d{2}\b|^\d[.,]\d|[€$£₴]|^[|•·–—-]$|^\(|^(?:рік|року|год|года|р\.|г\.|от|від|за|for|in|à|zu|for|till)$/i.test(
        word,
      )
    ) {
      if (words.length > 0 || !/^(?:19|20)\d{2}\b/.test(word)) break
    }
    words.push(word.replace(/[,;:]+$/, ''))
    if (/[,;]$/.test(word)) break
  }
  const model = words.join(' ')
  return model.length > 0 && model.length < 40 && /[\p{L}\d]/u.test(model) ? model : undefined
}

/** "Chrysler - cars & trucks": what a site sells, not what a car is called. */
const wares =
  /&|(?<!\p{L})(?:cars?|trucks?|vehicles?|sale|autos?|used|occasion\p{L}*|gebraucht\p{L}*|автомобіл\p{L}*|автомобил\p{L}*|оголошення|объявления)(?!\p{L})/iu

/** Whether a make is known to have a model of this name, or one that the name is a version of ("320d" of the 3 Series). */
function isModel(make: string, name: string, dictionary: Dictionary): boolean {
  const known = modelsOf(make, dictionary)
  if (!known) return true
  if (known.has(name.toLowerCase())) return true
  const family = findMakeModel(`${make} ${name}`, dictionary)?.model?.toLowerCase()
  return family !== undefined && known.has(family)
}

function settleNames(car: Evidence): void {
  const { dictionary } = car
  const titles = car.values('title')
  for (const { value, confidence } of titles.slice(0, 3)) {
    const found = findMakeModel(value, dictionary)
    if (!found) continue
    if (found.make) car.add('make', found.make, value, 'text', Math.min(0.55, confidence - 0.1))
    if (found.model) car.add('model', found.model, value, 'text', Math.min(0.55, confidence - 0.12))
  }
  const make = car.best('make')
  // A model that its make is known for outweighs a trim line that a site calls "model".
  if (make) {
    car.revise('model', (value, confidence) => {
      const name = canonicalModel(make, value, dictionary)
      if (
        name === '' ||
        (name.toLowerCase() === make.toLowerCase() && findMake(name, dictionary)?.length === name.length)
      )
        return undefined
      const known = isModel(make, name, dictionary)
      return {
        value: name,
        confidence: known ? confidence : /^\d[.,]\d/.test(name) ? confidence - 0.4 : confidence - 0.12,
      }
    })
    if (!car.has('model', 0.3)) {
      for (const { value } of titles.slice(0, 3)) {
        const named = findMake(value, dictionary)?.make === make
        const model =
          (named ? undefined : findMakeModel(`${make} ${value}`, dictionary)?.model) ??
          modelAfterMake(value, make, dictionary)
        if (model && !wares.test(model)) {
          car.add('model', model, value, 'text', 0.35)
          break
        }
      }
    }
  }
}

function fromTitle(car: Evidence): void {
  const title = car.best('title')
  if (!title) return
  const model = car.best('model') ?? ''
  const rest = model.length > 1 ? title.replace(model, ' ') : title
  if (!car.has('year', 0.4)) {
    for (const { value } of car.values('title'))
      car.add('year', parseYear(model.length > 1 ? value.replace(model, ' ') : value), value, 'text', 0.4)
  }
  if (!car.has('fuel', 0.3)) car.add('fuel', parseFuel(rest), title, 'text', 0.3)
  if (!car.has('transmission', 0.3)) car.add('transmission', parseTransmission(rest), title, 'text', 0.3)
  if (!car.has('engineVolumeL', 0.3) && /(?<![\d.,])\d[.,]\d(?![\d.,])/.test(rest))
    car.add('engineVolumeL', parseEngineVolumeL(/\d[.,]\d/.exec(rest)?.[0] ?? ''), title, 'text', 0.3)
}

/** A seller of an older car who typed "186" means thousands of kilometres. */
function settleMileage(car: Evidence): void {
  const year = car.best('year')
  const km = car.best('mileageKm')
  if (km === undefined || year === undefined || km <= 10 || km > 500 || year > new Date().getFullYear() - 5)
    return
  if (car.best('condition') === 'new') return
  car.revise('mileageKm', (value, confidence) =>
    value === km ? { value: value * 1000, confidence: confidence - 0.2 } : { value, confidence },
  )
}

function settleTitle(car: Evidence): void {
  const make = car.best('make')
  const model = car.best('model')
  if (!car.has('title', 0.2) && make && model) {
    const version = car.note('version')
    const more = version !== undefined && version.toLowerCase() !== model.toLowerCase() ? [version] : []
    car.add('title', [make, model, ...more].join(' '), undefined, 'text', 0.5)
  }
  if (!make) return
  car.revise('title', (value, confidence) => {
    const named =
      value.toLowerCase().includes(make.toLowerCase()) ||
      (model !== undefined && value.toLowerCase().includes(model.toLowerCase()))
    return {
      value,
      confidence:
        confidence -
        (named ? 0 : 0.15) -
        (/[€$£₴]|\bfür\b|\bза \d/.test(value) ? 0.1 : 0) -
        (value.length < 6 ? 0.2 : 0),
    }
  })
}

/** Settles names, mileage and title among each other and builds the car. `source` is the site; `seenAt` is ISO 8601. */
export function finishCar(car: Evidence, source: string, seenAt: string): ExtractedCar {
  settleNames(car)
  settleTitle(car)
  fromTitle(car)
  settleMileage(car)
  return car.build(source, seenAt)
}
