import type { Condition } from './car.ts'
import { firstMatch, wordPattern as w, type Rules } from './vocabulary.ts'

const undamaged = w(
  'unfallfrei|не ?бит|без дтп|без аварі|безавар|not damaged|undamaged|accident[- ]free|no accident|nie ?uszkodz|bezwypadk|nebouran|non accident|sin accident|hasarsiz|не в дтп|не участ|не фарбован|не крашен|nicht beschad',
)
const damaged = w(
  'бит(?:ий|а|ый|ая|е)>|після дтп|после дтп|дтп|аварійн|аварийн|на запчаст|пошкодж|поврежд|damaged|salvage|accident|unfall|beschad|uszkodz|wypadk|havar|bouran|hasarli|krockad|schade|defekt|катастрофирал|osteceno|удар|for parts|под восстан|під віднов|не на ходу|потребує ремонту',
)
const fresh = w(
  'нов(?:ий|а|ый|ая|е|о)>|<new>|neuwagen|<neu>|neuf|<nuevo|<nuov[oa]|<now[yea]>|<nou[aă]?>|<nov[aoe]?>|<novo>|<novy|<ny>|<nieuw>|sifir|тест-драйв авто|newcondition|brand new|км 0|без пробігу|без пробега|0 км',
)
const used = w(
  'б/?[ву]>|вживан|подержан|used|gebraucht|occasion|usad[oa]|usat[oa]|uzywan|second|rulat|употребяв|koristen|polovn|rabljen|ojet|pouzit|begagnad|<ikinci el|2\\. ?el|tweedehands|usedcondition|pre-?owned|с пробег|з пробіг|jahreswagen|vorfuhr|tageszulass',
)

const rules: Rules<Condition> = [
  ['used', undamaged],
  ['damaged', damaged],
  ['used', used],
  ['new', fresh],
]

/** A site's word for the state of a car: new, used or damaged; undefined if it says none of these. */
export function parseCondition(raw: string): Condition | undefined {
  return firstMatch(raw, rules)
}
