import type { BodyType, Condition } from './car.ts'
import { colorRules } from './color.ts'
import { fold } from './fold.ts'
import { rawPiece, type Reading } from './post-context.ts'
import { wordPattern as w, type Rules } from './vocabulary.ts'

const bodies: Rules<BodyType> = [
  [
    'motorcycle',
    w(
      '<мотоцикл\\p{L}*|<скутер\\p{L}*|<мопед\\p{L}*|<motorcycle|<квадроцикл\\p{L}*|<ендуро>|<эндуро>|<спортбайк\\p{L}*|<чопер>',
    ),
  ],
  ['pickup', w('<п[іи]кап>|<pickup>|<pick-up>')],
  ['liftback', w('<л[іи]фтб[еэ]к>|<liftback>')],
  ['minivan', w('<м[іи]н[іи]в[еэ]н>|<минивен>|<minivan>')],
  [
    'van',
    w('<фургон>|<м[іи]кроавтобус>|вантажопасажир\\p{L}*|грузопассажир\\p{L}*|<бус>|вантажн\\p{L}+ фургон'),
  ],
  ['convertible', w('<кабр[іи]олет>|<родстер>|<cabrio\\p{L}*|<roadster>')],
  ['coupe', w('<купе>|<coupe>')],
  ['wagon', w('<ун[іи]верс[ао]л>|<комб[іи]>|<kombi>|<wagon>|<avant>|<touring>|<універсал>|<universal>')],
  ['hatchback', w('<[хг][еэ]тч?[ -]?б[еэ]к>|<хечбек>|<hatchback>|<хетч>')],
  ['suv', w('<позашляховик>|<внедорожник>|<крос+овер\\p{L}{0,2}>|<crossover>|<suv>|<паркетник>')],
  ['sedan', w('<седан>|<sedan>')],
]
const colorLabel = w(
  '(?:<колір|<кольор[уі]|<цвет|<color|<colour|🎨️?|<kolir|<фарба)[^\\p{L}\\d\\n]{0,6}(?:кузов\\p{L}*[^\\p{L}\\d\\n]{0,3}|авто[^\\p{L}\\d\\n]{0,3})?((?:темно|світло|светло)?[ -]?\\p{L}{3,20})',
)
const colorTail = w('(\\p{L}{4,20})[ -]+(?:колір|цвет|кольору|цвета|мет[ао]л+[іи]к|метал\\p{L}*|перламутр)>')
const damaged = w(
  '<бита>(?! не)|<битий>|<битый>|<після дтп>|<после дтп>|аварійн\\p{L}+ стан|на відновлення|під відновлення|под восстановление|не на ходу|після пожежі|потребує (?:ремонту|відновлення)|<salvage>|двигун стукає|двигун клинить|не заводиться',
)
const notDamaged = w(
  '(?:не|ні|без|ни|not) (?:\\p{L}+ ){0,2}(?:бит|дтп|аварі)|не було дтп|без дтп|не бит|небит|відновлен\\p{L}+ після|після дтп відновлен|дтп не',
)
const fresh = w(
  '<нов(?:ий|е|а|ый|ая|ое) (?:авто(?:моб[іи]ль)?|машина)>|<авто нове>|без пробігу(?! по)|з салону|новий з автосалону|<0 ?км>|пробіг[^\\p{L}\\d\\n]{0,3}0 ?км|<brand new>|пробег[^\\p{L}\\d\\n]{0,3}0 ?км',
)

/** The body's shape, if a post writes it. */
export function readBody(text: string): Reading<BodyType> | undefined {
  const folded = fold(text)
  for (const [value, pattern] of bodies) {
    const match = pattern.exec(folded)
    if (match)
      return { value, raw: rawPiece(text, match.index, match.index + match[0].length), confidence: 0.8 }
  }
  return undefined
}

/** The paint's colour, where a post labels it, or a line or a comma-separated piece is nothing but a colour. */
export function readColor(text: string): Reading<string> | undefined {
  const folded = fold(text)
  const named = colorLabel.exec(folded)?.[1] ?? colorTail.exec(folded)?.[1]
  const piece =
    named ??
    folded
      .split(/[\n,;|•]/)
      .map((part) => part.replace(/[^\p{L} -]/gu, '').trim())
      .find((part) => /^(?:темно|світло|светло)?[ -]?[\p{L}]{5,14}$/u.test(part) && isColor(part))
  if (!piece) return undefined
  const value = colorRules.find(([, pattern]) => pattern.test(piece))?.[0]
  return value ? { value, raw: piece.trim(), confidence: named ? 0.85 : 0.7 } : undefined
}

const isColor = (part: string): boolean =>
  w(
    '^(?:(?:темно|світло|светло)[ -]?)?(?:чорн|черн|біл|бел|сір|сер|син|червон|красн|зелен|сріб|серебр|коричн|беж|жовт|желт|помаранч|оранж|фіолет|бордо|вишн|графіт|графит|black$|white$|silver$|gr[ae]y$|blue$|red$)\\p{L}*$',
  ).test(part)

/** New or damaged, where a post says so of the car; nothing else is told from a text. */
export function readCondition(text: string): Reading<Condition> | undefined {
  const folded = fold(text)
  const bad = damaged.exec(folded)
  if (bad && !notDamaged.test(folded))
    return { value: 'damaged', raw: rawPiece(text, bad.index, bad.index + bad[0].length), confidence: 0.7 }
  const good = fresh.exec(folded)
  return good
    ? { value: 'new', raw: rawPiece(text, good.index, good.index + good[0].length), confidence: 0.7 }
    : undefined
}
