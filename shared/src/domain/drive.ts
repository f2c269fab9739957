import type { Drive } from './car.ts'
import { firstMatch, wordPattern as w, type Rules } from './vocabulary.ts'

const all = w(
  'повн(?:ий|опр)|полн(?:ый|опр)|povnyi|polnyi|polnii|povny[iy]|постійний повн|<(?:e-?)?(?:a|4)wd>|<4 ?[xх*] ?4>|quattro|кватр?о|x-?drive|4 ?matic|4 ?motion|4 ?drive|allrad|integral|total>|fyrhjul|firehjul|4 roues motrices|neliveto|osszkerek|all[ -]?wheel|four[ -]?wheel|syncro|e-four|htrac|<4x4|nas?ped 4|4x2/4x4|все колеса|4 колес|4wd|vierwiel|dort ceker|dört|pohon 4|pogon 4|na 4 tocka|4 kola|<4 ?х ?4|всiх|cztery|4 kol|двойно предаване|4x4',
)
const front = w(
  'передн|<fwd>|front|vorder|traction|<avant>|delanter|anterior|przedn|fata>|<пред[ен]н?|prednj|predni|framhjul|forhjul|predn[yý]|elulso|eturet|onden|voorwiel|perednii|peredn|<2wd>|elso|framdrift',
)
const rear = w(
  'задн|<rwd>|rear|heck|hinter|propulsion|arriere|traser|posterior|tyln|spate>|задно|zadnj|zadni|bakhjul|takaveto|arkadan|achterwiel|zadn|hatso',
)

/** Driven wheels and how fifteen languages write them. */
export const driveRules: Rules<Drive> = [
  ['awd', all],
  ['fwd', front],
  ['rwd', rear],
]

/** A site's word for the driven wheels in the canonical vocabulary, or undefined. Meant for a value that stands alone. */
export function parseDrive(raw: string): Drive | undefined {
  return firstMatch(raw, driveRules)
}

const wheelWord = '[ -]{0,3}(?:приво?[іi]?д|привод|pryv?id|privod|wheel|antrieb|pogon|nap[eę]d)'
const inText: Rules<Drive> = [
  [
    'awd',
    w(
      `(?:повн|полн|povn|poln)\\p{L}*${wheelWord}|приво?д[^\\p{L}\\d]{1,4}(?:повн|полн)|привід[^\\p{L}\\d]{1,4}повн|<(?:4|a)wd>|<4 ?[xх] ?4>|quattro|кват+ро|x-?drive|<4 ?matic|<4 ?motion|allrad|<4drive>|all[ -]wheel|<повнопривод|<полнопривод`,
    ),
  ],
  [
    'fwd',
    w(
      `(?:передн|передн|peredn)\\p{L}*${wheelWord}|прив(?:ід|од)[^\\p{L}\\d]{1,4}передн|<fwd>|front[ -]wheel|<передньопривод|<переднепривод`,
    ),
  ],
  [
    'rwd',
    w(
      `(?:задн|zadn)\\p{L}*${wheelWord}|прив(?:ід|од)[^\\p{L}\\d]{1,4}задн|<rwd>|rear[ -]wheel|<задньопривод|<заднепривод`,
    ),
  ],
]

/** The driven wheels as a free text says them: "передній" counts only beside "привід". */
export function findDrive(text: string): Drive | undefined {
  return firstMatch(text, inText)
}
