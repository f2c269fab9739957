import type { Transmission } from './car.ts'
import { firstMatch, wordPattern as w, type Rules } from './vocabulary.ts'

const semi = w(
  'halbautomat|semi[ -]?auto|yari otomatik|напівавтомат|полуавтомат|pol[uo][ -]?a[vu]tomat|semiautom',
)
const robotWord = w('робот|robot|автоматизирован\\p{L}+ мех|автоматизован\\p{L}+ мех')
const cvt = w(
  '<(?:e-?)?cvt|вар[іи][ао]тор|variat|<x-?tronic|multitronic|мультитрон|lineartronic|stufenlos|bezstopniow|traploos|continuously',
)
const automatic = w(
  'автомат|а[ву]томат|<акпп?>|<акп>|<a?akpp>|automat|automaat|αυτοματ|αυτόματ|otomatik|avtomat|[стт][иі]птрон|tiptron|steptron|стептрон|<\\d?-?g-?tronic|<autom\\.|^auto$|^a/?t$|aut\\.|автоматч|<аккп>|<авт\\.|коробка авт>|коробка[ -]+автом|редуктор|hydromatic|geartronic|<eat ?[68]>|tronic 8',
)
const manual = w(
  'ручн|ръчн|мех(?:ан|ы|і)|<мкпп?>|<mkpp>|механ|manual|manuel|manuál|schaltget|handschalt|^schalt|handgeschak|rucn|reczn|mekhan|mexan|mehan|mechan|mecan|manueel|manuaali|χειροκινητ|χειροκίνητ|<duz|<[4-7][ -]?(?:ст(?:уп\\p{L}*)?\\.?|ступка)(?! ?автом)|^m/?t$|<мех\\.?>|стік|<[5-6]-?speed>(?! auto)',
)
const robotBrand = w(
  '<dsg|<дсг|s[ -]?tronic|<pdk>|<d-?dct>|<dct|<7?edc>|<dkg>|dual[ -]?clutch|power ?shift|пауершифт|повершифт|<amt>|easytronic|ізитронік|doppelkuppl|sprzegl|подвійн\\p{L}+ зчепл|двойн\\p{L}+ сцепл|<egs>|<ags>|<smg>|<tct>|двухдисков|dct>',
)

/** Canonical gearboxes and how fifteen languages write them, most special first. */
export const transmissionRules: Rules<Transmission> = [
  ['semi_automatic', semi],
  ['cvt', cvt],
  ['robot', robotWord],
  ['automatic', automatic],
  ['robot', robotBrand],
  ['manual', manual],
]

/**
 * A site's or a person's word for the gearbox in the canonical vocabulary, or undefined. What sites call
 * "Halbautomatik", "semi-automatic" or "yarı otomatik" stays `semi_automatic`; DSG and the like are `robot`
 * unless the text says automatic; tiptronic is `automatic`; "5-ст" is `manual`.
 */
export function parseTransmission(raw: string): Transmission | undefined {
  return firstMatch(raw, transmissionRules)
}
