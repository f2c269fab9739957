import type { Fuel } from './car.ts'
import { firstMatch, wordPattern as w, type Rules } from './vocabulary.ts'

const petrolWord = '(?:бенз|petrol|gasolin|benz|benc|bens|essence|βενζ[ιί]ν)'
const gasWord = '(?:газ|гбо|lpg|gpl|glp|gaz|gas|autogas|tng|тнг|plin|плин|пропан|propan)'
/** Not "electronic injection". */
const electricWord = '(?:(?:електр|электр)(?!он)|(?:elec|elek|elet)(?!t?ron|on))'
const joint = '[^\\p{L}\\d]{1,4}(?:(?:та|и|і|und|and|et|y|e|i|med|ve) )?'

const plugIn = w(
  'plug[ -]?in|<phev|<phv>|плаг[ -]?[іи]н|rechargeable|enchufable|ricaricabil|laddhybrid|подзаряжаем|заряжаем\\p{L}+ гибр|заряд\\p{L}* гібр|<erev>|range extender|гібрид \\(?rev|<dm-i>|<reev>',
)
const hydrogen = w(
  'вод(?:ень|неви)|водород|hydrogen|wasserstoff|hydrogene|hidrogeno|idrogeno|wodor|vatgas|waterstof|hidrojen|fcev|<vodik',
)
const cng = w(
  'метан|metan[oa]?>|methan|<cng>|erdgas|<gnv>|<gnc>|gaz naturel|gas natural|natural gas|aardgas|fordonsgas|dogalgaz|природний газ',
)
const lpgPetrol = w(
  `гбо|gas ?4|газ ?4|gaz ?4|${gasWord}\\p{L}*(?: ?\\([^)]{0,20}\\)|[ -]?бутан)?${joint}${petrolWord}|${petrolWord}\\p{L}*${joint}${gasWord}(?!ol|оль|oil|iol)`,
)
const hybrid = w(
  `гібрид|гибрид|хибрид|h[iy]bri[dt]|ibrid|hybryd|<m?hev>|${electricWord}\\p{L}*${joint}(?:${petrolWord}|di[esz])|(?:${petrolWord}|di[esz]+el|дизел)\\p{L}*\\.?${joint}${electricWord}`,
)
const electric = w(`${electricWord}|<e?ev>|<bev>|^el$|elbil|sahko|ηλεκτρικ|на батареї|на струмі|<стр?ум>`)
const diesel = w(
  'д[иі]з[еє]л|д[иі]зел|di[ei]?[sz]+el|dyzel|gas[-]?oil|gasoleo|gasolio|gazole|motorina|^nafta$|napedow|πετρ[εέ]λαιο|солярк|<дт>|^ropa',
)
const lpg = w(
  '<lpg>|<gpl>|<glp>|autogas|автогаз|пропан|propan|<газ(?:овий|овое|у|і)?>|^gaz$|^plin|<плин>|<tng>|<тнг>|zkapaln',
)
const petrol = w(`${petrolWord}|unleaded|^gas$|^super|95 oct|бенз`)
const other = w(
  'ethanol|etanol|<e85>|bio|flex|other|інш|друг|autre|andere|otro|altro|inny|övrigt|ovrig|diger',
)

/** Canonical fuel words and how fifteen languages write them, most special first. */
export const fuelRules: Rules<Fuel> = [
  ['plug_in_hybrid', plugIn],
  ['hydrogen', hydrogen],
  ['cng', cng],
  ['lpg_petrol', lpgPetrol],
  ['hybrid', hybrid],
  ['electric', electric],
  ['diesel', diesel],
  ['lpg', lpg],
  ['petrol', petrol],
  ['other', other],
]

/**
 * A site's or a person's word for the fuel in the canonical vocabulary, or undefined. Plug-in hybrids are
 * told from hybrids; gas with petrol ("Газ/бензин", "ГБО", "LPG/Benzin") is `lpg_petrol`, bare gas is `lpg`;
 * a mild hybrid is a hybrid.
 */
export function parseFuel(raw: string): Fuel | undefined {
  return firstMatch(raw, fuelRules)
}
