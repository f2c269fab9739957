import { fold } from './fold.ts'
import { numberAt, numbersIn, scaleAfter, wordFollows, type NumberHit } from './number-text.ts'

/** Kilometres in an international mile. */
export const kmPerMile = 1.609344
const most = 5_000_000
const units: [unit: MileageUnit, factor: number, pattern: RegExp][] = [
  ['km', 1000, / ?mil(?= ?km)(?: ?kms?)/y],
  ['km', 1, / ?(?:км|km|kms|kilom\p{L}*|кілом\p{L}*|килом\p{L}*)(?![\p{L}\d/])/uy],
  ['mi', 1, / ?(?:miles?|mls?|mi|миль|мил[яиі]|mylj?|myl)(?![\p{L}\d])/uy],
  ['mil', 1, / ?mil(?![\p{L}\d])/uy],
]

export type MileageUnit = 'km' | 'mi' | 'mil'

/** A distance in a text, with its place. */
export interface MileageHit {
  at: number
  end: number
  km: number
  /** A unit stood beside the number. */
  unit?: MileageUnit
  /** A scale word ("тис", "k") stood beside the number. */
  scaled: boolean
}

/** Reads the distance that begins with this number of a folded text; `unit` is for a number without one. */
export function mileageAt(folded: string, number: NumberHit, unit: MileageUnit = 'km'): MileageHit {
  const scale = scaleAfter(folded, number.end)
  const from = scale.factor > 1 ? skipDots(folded, scale.end) : scale.end
  let found: MileageUnit | undefined
  let factor = number.value >= 1000 && scale.factor === 1000 ? 1 : scale.factor
  let end = scale.end
  for (const [name, times, pattern] of wordFollows(folded, from) ? units : []) {
    pattern.lastIndex = from
    if (!pattern.test(folded)) continue
    found = name
    factor *= times
    end = pattern.lastIndex
    break
  }
  const used = found ?? unit
  const perUnit = used === 'mi' ? kmPerMile : used === 'mil' ? 10 : 1
  const km = Math.round(Number((number.value * factor * perUnit).toPrecision(12)))
  return { at: number.at, end, km, ...(found ? { unit: found } : {}), scaled: scale.factor > 1 }
}

function skipDots(folded: string, end: number): number {
  const dots = /[. ]{0,3}(?=\p{L})/uy
  dots.lastIndex = end
  return dots.test(folded)
    ? Math.max(end, dots.lastIndex - (folded.charAt(dots.lastIndex - 1) === ' ' ? 1 : 0))
    : end
}

/** Every number of a text that has a unit of distance beside it. */
export function findDistances(text: string): MileageHit[] {
  const folded = fold(text.slice(0, 20_000))
  return numbersIn(folded).flatMap((number) => {
    let hit = mileageAt(folded, number)
    // "BMW 320 120 000 км": a model number has joined the groups of a distance.
    if (hit.km > most / 2 && number.separator === ' ') {
      const rest = numberAt(folded, folded.indexOf(' ', number.at) + 1)
      if (rest) hit = mileageAt(folded, rest)
    }
    return hit.unit && hit.km <= most ? [hit] : []
  })
}

/**
 * A printed mileage in whole kilometres: "120 тис. км", "85 000 км", "70.000 km", "62k miles" (× 1.609344),
 * Swedish "4 270 mil" (× 10). A number without a unit is in `hints.unit` (km). Undefined if there is no
 * number or the distance is absurd.
 */
export function parseMileageKm(raw: string, hints?: { unit?: MileageUnit }): number | undefined {
  const folded = fold(raw.slice(0, 2000))
  const hits = numbersIn(folded).map((number) => mileageAt(folded, number, hints?.unit))
  const hit = hits.find((h) => h.unit) ?? hits.find((h) => h.scaled) ?? hits[0]
  if (
    !hit ||
    hit.km > most ||
    (/[-]$/.test(folded.slice(0, hit.at).trimEnd().slice(-1)) && /^\s*-/.test(folded))
  )
    return undefined
  return hit.km
}
