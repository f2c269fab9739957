import type { MakeRow } from './make-row.ts'
import { makesOfAmerica } from './makes-america.data.ts'
import { makesOfChina } from './makes-china.data.ts'
import { makesOfEurope } from './makes-europe.data.ts'
import { makesOfGermany } from './makes-germany.data.ts'
import { makesOfJapanAndKorea } from './makes-japan-korea.data.ts'
import { otherMakes } from './makes-other.data.ts'

/** The dictionary of makes and models. */
export const makeRows: readonly MakeRow[] = [
  ...makesOfGermany,
  ...makesOfJapanAndKorea,
  ...makesOfEurope,
  ...makesOfAmerica,
  ...makesOfChina,
  ...otherMakes,
]
