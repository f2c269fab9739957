import type { Fuel } from './car.ts'
import { fold } from './fold.ts'
import { rawPiece, type Reading } from './post-context.ts'
import { wordPattern as w, type Rules } from './vocabulary.ts'

/** Words that only look like a fuel: electric seats, an accelerator, a car that never ran on gas. */
const decoys = w(
  'електр[оичн]\\p{L}*[ -]?(?:пакет|склопід|стекло|дзерк|зерк|сид|крісл|кресл|ручник|ручн\\p{L}+ гальм|стоян|паркув|багажник|кришк|двер|привод|привід|регул|кермо|рул|підсил|усил|обігр|обогр|люк|щит|проводк|блок|хроном|підйом|підніжк|кориг|налашт|ключ)\\p{L}*|(?:крісла|сидіння|сиденья|дзеркала|зеркала|багажник|кришка багажника|салон|люк|скло|двері|фаркоп|ручник) (?:з |із |с |на |- )?електр\\p{L}*|electric (?:seat|window|mirror|tailgate|trunk|sunroof|parking)\\p{L}*|педаль? газ\\p{L}*|без (?:газ[ау]|гбо)|(?:газ[ау]?|гбо) (?:не (?:було|стояв|стоял|был|ставили|встановлювал\\p{L}*|ставився)|ніколи|никогда|відсутн\\p{L}*|немає|нет)|(?:ніколи|никогда) не (?:стояв|було|был\\p{L}*|стояло|їздил\\p{L}*|ездил\\p{L}*)(?: на)? (?:газ[ау]?|гбо|газі)|не на газу|не газ\\p{L}*|під газ|можна поставити газ|вихлопн\\p{L}+ газ\\p{L}*|тормоз[- ]?газ|газов\\p{L}+ (?:амортиз|упор)\\p{L}*|дизел\\p{L}* генератор|ксенон|електрон\\p{L}*|электрон\\p{L}*|electron\\p{L}*|(?:заряд\\p{L}*|станці\\p{L}+) (?:для )?електромобіл\\p{L}*',
  'gu',
)
const petrolWord = '(?:бенз\\p{L}*|petrol|gasoline|benzin\\p{L}{0,2}|benz\\.|benzyn\\p{L}?)'
const gasWord = '(?:<газ(?:у|і|ом)?>|<гбо|<lpg|<gbo>|<gaz>|<gas>|пропан\\p{L}*|газобалон\\p{L}*)'
const dieselWord =
  '(?:д[иіi]з[еєэ]л\\p{L}*|<di[ie]?z[ei]l\\p{L}*|<diesel|<dyzel\\p{L}*|<disel>|<тд>|<дизл|<дізл|турбодиз\\p{L}*|турбодіз\\p{L}*|<диз>)'
const electricWord =
  '(?:<електро>|<электро>|<elektro>|<electro>|електромоб\\p{L}*|электромоб\\p{L}*|електрокар\\p{L}*|электрокар\\p{L}*|електричк\\p{L}+|<електричн(?:ий|а|е)>|<электрический>|<electric>|<ev>|<bev>|повністю електр\\p{L}*|електродвиг\\p{L}*|електромотор\\p{L}*|electric car)'

const written: Rules<Fuel> = [
  [
    'plug_in_hybrid',
    w(
      '<phev|plug[- ]?in|плаг[ -]?[іи]н|підключ\\p{L}+ гібрид|<dm-?i>|<e-?hybrid|<erev>|range extender|<rev>(?= )|екстендер|<energi>|<4xe>|<prime phv|<рекс>|<rex>(?= )|послідовн\\p{L}+ гібрид',
    ),
  ],
  ['cng', w('<метан|<metan>|<cng>')],
  [
    'lpg_petrol',
    w(
      `${gasWord}[ ./,+\\-–&|]{0,4}(?:4|iv|четвертого|пропан)?[ ./,+\\-–&|]{0,4}(?:та |и |і |з |\\+)?${petrolWord}|${petrolWord}[ ./,+\\-–&|]{0,5}(?:та |и |і |\\+ ?)?${gasWord}|<гбо|<gbo>|газобалон\\p{L}*|газ[ -]?4|<gas ?4|4 ?покол`,
    ),
  ],
  ['hybrid', w('<г[іи]бр[іи]д\\p{L}*|<h[iy]br[iy]d\\p{L}*|<hev>|<гибр|<гібр')],
  ['diesel', w(dieselWord)],
  ['electric', w(electricWord)],
  ['petrol', w(`<${petrolWord}`)],
  ['lpg', w('<газ(?:у|і)?>|<lpg>|пропан')],
]

const engineCode: Rules<Fuel> = [
  ['plug_in_hybrid', w('<tfsi ?e>|<gte>|<t8>(?= |$)|<\\d{3}e>|<xdrive ?\\d\\de>')],
  [
    'diesel',
    w(
      '<\\d?\\.?\\d?(?:bi-?|v6 ?|v8 ?)?(?:tdi|cdi|dci|hdi|bluehdi|e-hdi|crdi|crdі|cdti|tdci|d-?4d|jtd[m]?|multijet|m-jet|di-?d|ddis|i-?dtec|i-?ctdi|ctdi|dtec|bluetec|blue ?dci|ecoblue|sdi|tddi|tdv6|tdv8|sdv6|td4|td5|sd4|d4d|2\\.[025]td|vcdi|тді|тди|цді|црді|crdi)>|<skyactiv-?d>|<[2-7][1-5][05]d>|<\\d\\.\\d ?(?:d|д|td|тд)>|<x?drive ?[2345][05]d>|<m50d>|<(?:gle|glc|gls|gl|ml|glk|cls|e|c|s|g|v|a|b|gla|cla) ?[1-5]\\d0 ?(?:d|cdi)>',
    ),
  ],
  ['hybrid', w('<\\d{3}h>|<hsd>|<e-?power>|<mhev>')],
  [
    'petrol',
    w(
      '<\\d?\\.?\\d?(?:tsi|tfsi|fsi|t-?gdi|gdi|mpi|tce|eco-?boost|vtec|i-?vtec|vvt-?i|puretech|thp|kompressor|cgi|vti|t-?jet|multiair|mpfi|dohc|тсі|тси|тфсі|dig-?t|скайактив|ecotec|fire)>|<skyactiv-?g>|<[1-7][1-5][05]i>|<x?drive ?[2345][05]i>|<\\d\\.\\d ?i>|<gti>',
    ),
  ],
]

const battery = /\d ?(?:kwh?\b|квт[·*. -]?(?:г|год|ч|час|h)|к[вw]т|kw[·*]?h)/u
const electricModels: Readonly<Record<string, RegExp | true>> = {
  Tesla: true,
  Rivian: true,
  Lucid: true,
  Polestar: /^[2-4]$/,
  Zeekr: /^(?:001|007|009|7X|X|MIX|007GT)$/,
  Nio: true,
  Xpeng: true,
  Aion: true,
  Neta: /^[VUS]$/,
  Nissan: /^(?:Leaf|Ariya)$/,
  Renault: /^(?:Zoe|Twizy|Megane E-Tech)$/,
  Volkswagen: /^(?:ID\.|e-)/,
  Chevrolet: /^(?:Bolt|Menlo)/,
  BMW: /^(?:i4|i5|i7|iX|iX[1-3])$/,
  Audi: /e-tron/,
  Porsche: /^Taycan$/,
  Hyundai: /^Ioniq [56]$/,
  Kia: /^EV\d$/,
  Ford: /^Mustang Mach-E$/,
  Jaguar: /^I-Pace$/,
  Toyota: /^bZ/,
  Honda: /^(?:e|e:N.*|M-NV|X-NV)$/,
  'Mercedes-Benz': /^EQ/,
  BYD: /^(?:Dolphin|Seagull|Atto 3|Yuan Up|Yuan Plus|Song L|E[236])$/,
  MG: /^(?:4|MG4|Cyberster|Mulan)$/,
  Fiat: /^500e$/,
  Skoda: /^(?:Enyaq|Elroq)$/,
  Cupra: /^(?:Born|Tavascan)$/,
  Dacia: /^Spring$/,
  Peugeot: /^(?:e-|iOn)/,
  Citroen: /^(?:C-Zero|Ami|e-C4)$/,
  Mitsubishi: /^i-MiEV$/,
  Hongqi: /^E-/,
  Geely: /^(?:Geometry|Galaxy E5)/,
  Wuling: /Mini EV|Bingo/,
  ORA: true,
  Volvo: /^E[XCM]\d0$/,
  Cadillac: /^Lyriq$/,
  Subaru: /^Solterra$/,
  Lexus: /^RZ$/,
  Opel: /^(?:Ampera-e|Corsa-e|Mokka-e)$/,
  Baojun: /^(?:Yep|KiWi|E\d)/,
  Xiaomi: true,
  Dongfeng: /^(?:EX1|Nammi 01)$/,
  Leapmotor: /^T03$/,
  Smart: /^(?:#|EQ)/,
  HiPhi: true,
}

/** The car of which a fuel is asked. */
export interface FuelOf {
  make?: string
  model?: string
  /** The line that names the car. */
  line: string
}

/**
 * The fuel of the car in a post: what is written, else what the engine's code, the battery or an all-electric
 * model implies, with less confidence. Gas and petrol in one post are `lpg_petrol`.
 */
export function readFuel(text: string, car: FuelOf): Reading<Fuel> | undefined {
  const plain = fold(text).replace(decoys, (match) => ' '.repeat(match.length))
  const isElectric = car.make !== undefined && isElectricModel(car.make, car.model)
  for (const [value, pattern] of written) {
    const match = pattern.exec(plain)
    if (!match) continue
    const raw = rawPiece(text, match.index, match.index + match[0].length)
    if (isElectric && (value === 'lpg' || value === 'petrol' || value === 'hybrid')) continue
    if (value === 'lpg' && w(petrolWord).test(plain)) return { value: 'lpg_petrol', raw, confidence: 0.85 }
    if (value === 'diesel' && w(`<${petrolWord}`).test(plain)) return bothFuels(text, plain, car)
    if (value === 'hybrid' && /mild|мяк|м'як|mhev/.test(plain)) return mildHybrid(plain, raw)
    return { value, raw, confidence: value === 'lpg' ? 0.7 : 0.9 }
  }
  if (isElectric) return { value: 'electric', raw: `${car.make} ${car.model ?? ''}`.trim(), confidence: 0.85 }
  const line = fold(car.line)
  const volvo = car.make === 'Volvo' ? w('<d[2-6]>').exec(line) : null
  if (volvo) return { value: 'diesel', raw: volvo[0], confidence: 0.7 }
  for (const source of [line, plain]) {
    for (const [value, pattern] of engineCode) {
      const match = pattern.exec(source)
      if (match) return { value, raw: match[0].trim(), confidence: 0.7 }
    }
    const charge = battery.exec(source)
    if (
      charge &&
      !/к\.? ?с|л\.? ?с|\d\.\d ?л|см3/.test(source === plain ? line : source) &&
      /квт[·*. -]?(?:г|ч)|kw[·*]?h|батар|battery|зарядк|запас ходу|електр|\bev\b|\b(?:24|30|40|60|62|64|75|77|82|100) ?(?:квт|kw|k[wв]т)/u.test(
        plain,
      )
    )
      return { value: 'electric', raw: charge[0], confidence: 0.7 }
  }
  return undefined
}

const isElectricModel = (make: string, model?: string): boolean => {
  const rule = electricModels[make]
  return rule === true || (rule !== undefined && model !== undefined && rule.test(model))
}

function mildHybrid(plain: string, raw: string): Reading<Fuel> {
  const value: Fuel = w(dieselWord).test(plain)
    ? 'diesel'
    : w(`<${petrolWord}`).test(plain)
      ? 'petrol'
      : 'hybrid'
  return { value, raw, confidence: 0.7 }
}

/** Both fuels are named: the one in the car's own line, else the one named first. */
function bothFuels(text: string, plain: string, car: FuelOf): Reading<Fuel> {
  const line = fold(car.line)
  const scope = w(dieselWord).test(line) !== w(`<${petrolWord}`).test(line) ? line : plain
  const diesel = w(dieselWord).exec(scope)?.index ?? Infinity
  const petrol = w(`<${petrolWord}`).exec(scope)?.index ?? Infinity
  return { value: diesel < petrol ? 'diesel' : 'petrol', raw: rawPiece(text, 0, 60), confidence: 0.5 }
}
