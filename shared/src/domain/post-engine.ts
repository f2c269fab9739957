import { hpPerKw } from './engine.ts'
import { fold } from './fold.ts'
import { leftOf, rawPiece, rightOf, type Reading } from './post-context.ts'
import { wordPattern as w } from './vocabulary.ts'

const cubic = w(
  '(?<![\\d.,])(\\d{3,4}|\\d[ .]\\d{3}) ?(?:см ?(?:3|³|куб)|куб\\p{L}*\\.?|cm ?3|ccm?>|сс>|см>)',
  'gu',
)
const litres = w('(?<![\\d.,])(\\d[.,]\\d)(?!\\d|[.,]\\d)', 'gu')
const wholeLitres = w(
  "(?:двигун|двигатель|мотор|об'?єм\\p{L}*|объем\\p{L}*|обєм)[^\\p{L}\\d\\n]{0,4}(\\d)(?: ?л(?:ітр\\p{L}*|итр\\p{L}*)?\\.?)?>(?![.,]\\d)|(?<![\\d.,])([1-8]) ?(?:л|літр\\p{L}*|литр\\p{L}*|l)\\.?>(?! ?(?:с>|на|/))",
  'gu',
)
const notLitres = w(
  '^ ?(?:тис|тыс|т\\.? ?к|км|km|k>|к>|%|\\$|€|₴|у\\.? ?[оеє]|грн|млн|рок|рік|год|лет|м>|метр|мм|см>|л ?/|л на|літр\\p{L}* на|/10|сек|с>|бал|з 5|/5|зір|клас|кг|тон|т>|дюйм|хв|mi|обмін)',
)
const notLitresBefore = w(
  '(?:витрат\\p{L}*|расход\\p{L}*|розхід|consumption|рейтинг\\p{L}*|rating|версі\\p{L}+|android|carplay|розгін|разгон|до 100(?: за)?|за|v|usb|bluetooth|ios|euro|євро|евро|від|по)[^\\p{L}\\d\\n]{0,3}$',
)
const horse = w(
  '(?<![\\d.,])(\\d{2,4}) ?(?:к\\.? ?с\\.?>|к\\.с|л\\.? ?с\\.?>|кінськ\\p{L}+|лошад\\p{L}+|коней|кобил\\p{L}*|сил>|hp>|h\\.p|bhp>|ps>|к/с|л/с|л\\.с|hp)',
  'gu',
)
const kilowatt = w('(?<![\\d.,])(\\d{2,3}) ?(?:квт|kw)>(?! ?[·*-]?(?:г|год|h|ч))', 'gu')

/** The engine's volume in litres with one decimal, as a post writes it: "2.0 TDI", "1998 см3", "двигун 2 л". */
export function readEngineVolume(text: string): Reading<number> | undefined {
  const folded = fold(text)
  for (const match of folded.matchAll(cubic)) {
    const cc = Number((match[1] ?? '').replace(/\D/g, ''))
    if (cc >= 49 && cc <= 9000)
      return reading(text, match.index, match[0].length, cc < 100 ? Math.max(0.1, cc / 1000) : cc / 1000, 0.9)
  }
  for (const match of folded.matchAll(litres)) {
    const value = Number((match[1] ?? '').replace(',', '.'))
    if (
      value < 0.6 ||
      value > 8.5 ||
      notLitres.test(rightOf(folded, match.index + 3)) ||
      notLitresBefore.test(leftOf(folded, match.index))
    )
      continue
    return reading(text, match.index, 3, value, 0.85)
  }
  for (const match of folded.matchAll(wholeLitres)) {
    const value = Number(match[1] ?? match[2])
    if (value >= 1 && value <= 8 && !notLitresBefore.test(leftOf(folded, match.index)))
      return reading(text, match.index, match[0].length, value, 0.7)
  }
  return undefined
}

/** The engine's power in metric horsepower: "190 к.с.", "150 HP", or kilowatts that are no battery's. */
export function readPower(text: string, electric: boolean): Reading<number> | undefined {
  const folded = fold(text)
  for (const match of folded.matchAll(horse)) {
    const value = Number(match[1])
    if (value >= 20 && value <= 2000)
      return { value, raw: rawPiece(text, match.index, match.index + match[0].length), confidence: 0.9 }
  }
  if (electric) return undefined
  for (const match of folded.matchAll(kilowatt)) {
    const value = Math.round(Number(match[1]) * hpPerKw)
    if (value >= 40 && value <= 1500)
      return { value, raw: rawPiece(text, match.index, match.index + match[0].length), confidence: 0.7 }
  }
  return undefined
}

const reading = (
  text: string,
  at: number,
  length: number,
  value: number,
  confidence: number,
): Reading<number> => ({
  value: Math.round(value * 10 + 1e-6) / 10,
  raw: rawPiece(text, at, at + length),
  confidence,
})
