import type { BodyType, Drive, Fuel, Transmission } from './car.ts'
import { wordPattern as w, type Rules } from './vocabulary.ts'

// What people who look for a car call its features in Ukrainian, Russian and English. Sites' own words are another
// matter (fuel.ts and its like): in a free text their short ones would mean something else.

const petrolWord = '(?:бенз\\p{L}*|petrol|gasoline)'

export const wishFuels: Rules<Fuel> = [
  [
    'plug_in_hybrid',
    w(
      '(?:плаг[ -]?[іи]н|plug[ -]?in)(?:[ -]?(?:г[іи]бр[іи]д|hybrid)\\p{L}*)?|<phev>|г[іи]бр[іи]д\\p{L}* plug[ -]?in',
    ),
  ],
  [
    'lpg_petrol',
    w(
      `<гбо>|<газ ?[-/+,]? ?(?:та |і |и )?${petrolWord}|${petrolWord} ?[-/+,]? ?(?:та |і |и )?газ(?!ел)\\p{L}{0,2}>|gas/petrol|petrol/gas`,
    ),
  ],
  ['hydrogen', w('<водн(?:ев|ь)\\p{L}*|<водород\\p{L}*|<hydrogen>')],
  ['cng', w('<метан\\p{L}{0,3}>|<cng>')],
  ['hybrid', w('<г[іи]бр[іи]д\\p{L}*|<hybrids?>|<m?hev>')],
  [
    'electric',
    w('<еле[кт]+р(?:о(?!н)|ич|[іи]к|ок|к)\\p{L}*|<электр(?:о(?!н)|ич|к)\\p{L}*|<electric>|<evs?>|<bev>'),
  ],
  ['diesel', w('<д[иі]з[еє]л\\p{L}*|<diesels?>|<солярк\\p{L}*|<дт>|<tdi>|<cdi>')],
  ['petrol', w(`<${petrolWord}>|<tsi>|<tfsi>`)],
  ['lpg', w('<газ(?:[іу]|ом|ов\\p{L}+)?>|<lpg>')],
]

export const wishTransmissions: Rules<Transmission> = [
  ['semi_automatic', w('<нап[іи]вавтомат\\p{L}*|<полуавтомат\\p{L}*|<semi[ -]?auto\\p{L}*')],
  ['cvt', w('<вар[іи]атор\\p{L}*|<cvt>')],
  ['robot', w('<робот\\p{L}*|<dsg>|<дсг>|<s[ -]?tronic>|<pdk>|<dct>|<robot\\p{L}*')],
  ['automatic', w('<автомат(?!из)\\p{L}*|<акпп?>|<automatics?>|<типтрон\\p{L}*|<tiptronic>|<at>')],
  [
    'manual',
    w(
      '<механ[іи][кчц]\\p{L}*|<мкпп?>|<ручн\\p{L}+ (?:коробк\\p{L}*|кпп)|<(?:на )?ручк[аиуі]>|<manual>|<mt>|<stick shift>',
    ),
  ],
]

export const wishBodies: Rules<BodyType> = [
  ['liftback', w('<л[іи]фтбек\\p{L}*|<liftbacks?>')],
  ['sedan', w('<седан\\p{L}*|<sedans?>|<saloon>')],
  ['hatchback', w('<[хг][еэ]т?[чш]б[еэ]к\\p{L}*|<хетч\\p{L}{0,2}>|<hatch(?:back)?s?>')],
  ['wagon', w('<ун[іи]верс[ао]л(?!ьн)\\p{L}*|<(?:station )?wagons?>|<estate>')],
  [
    'suv',
    w(
      '<позашляховик\\p{L}*|<внедорожник\\p{L}*|<крос+овер\\p{L}*|<кросик\\p{L}*|<паркетник\\p{L}*|<джип\\p{L}*|<suvs?>|<crossovers?>|<off-?road\\p{L}*',
    ),
  ],
  ['convertible', w('<кабр[іи]ол\\p{L}*|<родстер\\p{L}*|<convertibles?>|<cabrio\\p{L}*|<roadsters?>')],
  ['coupe', w('<купе>|<coupes?>')],
  ['minivan', w('<м[іи]н[іи]в[еэ]н\\p{L}*|<minivans?>|<mpvs?>|<компактвен\\p{L}*')],
  ['pickup', w('<п[іи]кап\\p{L}*|<pick[ -]?ups?>')],
  ['bus', w('<(?:м[іи]кро)?автобус\\p{L}*|<minibus\\p{L}*')],
  ['van', w('<фургон\\p{L}*|<бус(?:ик)?\\p{L}{0,2}>|<vans?>')],
  ['truck', w('<вантаж[ін]\\p{L}*|<грузов\\p{L}*|<тягач\\p{L}*|<trucks?>')],
  ['motorcycle', w('<мото(?:цикл|байк)?\\p{L}{0,3}>|<скутер\\p{L}*|<motor(?:cycle|bike)s?>')],
]

const wheel = '[ -]?прив[оі]д\\p{L}*'
export const wishDrives: Rules<Drive> = [
  [
    'awd',
    w(
      `<(?:повн|полн)\\p{L}{0,4}${wheel}|<прив[оі]д[^\\p{L}\\d]{1,3}(?:повн|полн)\\p{L}*|<4 ?[xх] ?4>|<(?:4|a)wd>|<all[ -]wheel(?: drive)?|<quattro>|<x-?drive>|<4 ?matic>|<4 ?motion>`,
    ),
  ],
  [
    'fwd',
    w(`<перед\\p{L}{1,4}${wheel}|<прив[оі]д[^\\p{L}\\d]{1,3}передн\\p{L}*|<fwd>|<front[ -]wheel(?: drive)?`),
  ],
  [
    'rwd',
    w(`<задн\\p{L}{0,4}${wheel}|<прив[оі]д[^\\p{L}\\d]{1,3}задн\\p{L}*|<rwd>|<rear[ -]wheel(?: drive)?`),
  ],
]

/** Canonical English colours, as `parseColor` has them. */
export const wishColors: Rules<string> = [
  ['black', w('<ч[ое]рн(?!овик|іг)\\p{L}{1,3}>|<black>')],
  ['white', w('<б[іе]л(?:ий|а|у|е|і|ого|ому|их|ый|ая|ое|ые|ую|ой)>|<white>')],
  ['grey', w('<с[іе]р(?:ий|а|у|е|і|ого|ому|их|ый|ая|ое|ые|ую|ой)>|<графіт\\p{L}*|<графит\\p{L}*|<gr[ea]y>')],
  ['silver', w('<ср[іе]бл?[иях]?с?т?[ин]?\\p{L}*|<серебр\\p{L}*|<silver>')],
  [
    'blue',
    w(
      '<син(?:ій|я|ю|є|і|ього|іх|ий|яя|ее|ие|юю|его)>|<блакитн\\p{L}*|<голуб(?:ий|а|ого|ой|ая|ую)\\p{L}*|<blue>',
    ),
  ],
  ['red', w('<червон\\p{L}*|<красн\\p{L}{2,3}>|<red>')],
  ['burgundy', w('<бордов\\p{L}*|<вишнев\\p{L}*|<burgundy>|<maroon>')],
  ['green', w('<зелен\\p{L}*|<green>')],
  ['brown', w('<коричн\\p{L}*|<brown>')],
  ['beige', w('<беж\\p{L}*|<beige>')],
  ['yellow', w('<жовт(?!н)\\p{L}*|<желт\\p{L}*|<yellow>')],
  ['orange', w('<помаранч\\p{L}*|<оранж\\p{L}*|<orange>')],
  ['gold', w('<золот\\p{L}*|<gold(?:en)?>')],
  ['bronze', w('<бронз\\p{L}*|<bronze>')],
  ['purple', w('<ф[іи]олет\\p{L}*|<purple>|<violet>')],
  ['turquoise', w('<б[іи]рюз\\p{L}*|<turquoise>')],
  ['pink', w('<рожев\\p{L}*|<розов\\p{L}*|<pink>')],
]

/** Before a word: it is just what is not wanted. */
const refused = w(
  '(?:<не|<крім|<окрім|<кроме|<без|<тільки не|<только не|<not?|<except|<any but|<хоч не)[ ,]{1,2}(?:(?:у |в |the )?)$',
)

/** Every word of a vocabulary that a folded text asks for, with the place of each; what it refuses is left out. */
export function wordsAsked<T>(folded: string, rules: Rules<T>): { value: T; at: number }[] {
  let rest = folded
  const asked: { value: T; at: number }[] = []
  for (const [value, pattern] of rules) {
    for (let hit = pattern.exec(rest); hit; hit = pattern.exec(rest)) {
      const { index: at, 0: text } = hit
      if (!refused.test(folded.slice(Math.max(0, at - 24), at))) asked.push({ value, at })
      rest = rest.slice(0, at) + '·'.repeat(text.length) + rest.slice(at + text.length)
    }
  }
  return asked.sort((a, b) => a.at - b.at)
}
