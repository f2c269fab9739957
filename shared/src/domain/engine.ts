import { fold } from './fold.ts'
import { numbersIn, type NumberHit } from './number-text.ts'

/** Metric horsepower in a kilowatt. */
export const hpPerKw = 1.35962
const cubic = / ?(?:см ?(?:3|³|куб)|куб\.? ?см|cm ?(?:3|³)|ccm|cc(?!\p{L})|куб(?:ів|ов)?(?!\p{L}))/uy
const litre =
  / ?(?:-?л(?:\.|ітр\p{L}*|итр\p{L}*)?(?!\p{L}|\. ?с)|l(?:it(?:er|re)s?|itr\p{L}*)?(?![\p{L}\d])|ltr?)/uy
const horse =
  / ?(?:к\.? ?с(?:\.|ил)?(?!\p{L})|л\.? ?с(?:\.|ил)?(?!\p{L})|hp|h\.p|bhp|ps|km|cv|c\.v|ch|ks|k\.s|hk|pk|bg|le|cp|кс|лс|л\.с|beygir|лошад|коней|кін[ьс]|к\.с)(?!\p{L})/uy
const kilowatt = / ?(?:квт|kw|кw)(?![\p{L}·*]| ?[·*]? ?(?:год|час|h))/uy

const follows = (pattern: RegExp, folded: string, hit: NumberHit): boolean => {
  pattern.lastIndex = hit.end
  return pattern.test(folded)
}
const oneDecimal = (litres: number): number | undefined => {
  const rounded = Math.round(litres * 10 + 1e-6) / 10
  return rounded >= 0.1 && rounded <= 20 ? rounded : undefined
}

/**
 * A printed engine volume in litres with one decimal: "2.0 TDI", "1998 см³", "1 598 ccm", "3 л". A bare
 * whole number of 100 or more is cubic centimetres. Undefined for a battery's kWh and for no number.
 */
export function parseEngineVolumeL(raw: string): number | undefined {
  const folded = fold(raw.slice(0, 300))
  const hits = numbersIn(folded)
  const cc = hits.find((hit) => follows(cubic, folded, hit) && hit.value >= 40)
  if (cc) return oneDecimal(cc.value < 20 ? cc.value : (cc.grouped ? Math.round(cc.value) : cc.value) / 1000)
  const litres = hits.find((hit) => follows(litre, folded, hit) && hit.value < 20)
  if (litres) return oneDecimal(litres.value)
  if (/квт|kwh?|к[вw]т/.test(folded)) return undefined
  const decimal = hits.find(
    (hit) => /^\d[.,]\d{1,3}$/.test(folded.slice(hit.at, hit.end)) && hit.value > 0.4 && hit.value < 10,
  )
  if (decimal) return oneDecimal(decimal.value)
  const only = hits[0]
  if (!only || hits.length > 1 || !/^[^\p{L}]*\d[\d .,']*[^\p{L}]*$/u.test(folded)) return undefined
  return oneDecimal(only.value >= 40 ? only.value / 1000 : only.value)
}

/**
 * A printed power in metric horsepower, a whole number: "150 к.с.", "110 kW (150 PS)", "110 кВт" (× 1.35962).
 * A bare number is horsepower. Undefined outside 1…3000.
 */
export function parsePowerHp(raw: string): number | undefined {
  const folded = fold(raw.slice(0, 300))
  const hits = numbersIn(folded)
  const hp = hits.find((hit) => follows(horse, folded, hit))
  const kw = hp ? undefined : hits.find((hit) => follows(kilowatt, folded, hit))
  const bare = !hp && !kw && hits.length === 1 && !/\p{L}/u.test(folded) ? hits[0] : undefined
  const power = kw ? kw.value * hpPerKw : (hp ?? bare)?.value
  const rounded = power === undefined ? undefined : Math.round(power)
  return rounded !== undefined && rounded >= 1 && rounded <= 3000 ? rounded : undefined
}
