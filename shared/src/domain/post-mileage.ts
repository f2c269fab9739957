import { fold } from './fold.ts'
import { findDistances, kmPerMile, type MileageHit } from './mileage.ts'
import { numbersIn, scaleAfter } from './number-text.ts'
import { leftOf, rawPiece, rightOf, type Reading } from './post-context.ts'
import { wordPattern as w } from './vocabulary.ts'

const label = w(
  '(?:пробіг\\p{L}*|пробег\\p{L}*|пробiг\\p{L}*|<про[бт]іг|prob[iy]h?g|probeg|mileage|<odo\\p{L}*|одометр\\p{L}*|(?:^|\\n)[^\\p{L}\\d\\n]*км ?[:–-]|🛣|🛞|📏|🏁|накат\\p{L}*|пройшла|прошла|пройшов|проїхала?|наїзд|miles driven)[^\\d\\n]{0,24}$',
)
const labelAfter = w(
  '^[ –—-]{0,3}(?:км |km |миль |miles )?(?:пробіг|пробег|probig|probeg|оригінальн\\p{L}* пробіг|реальн\\p{L}* пробіг|рідн\\p{L}* пробіг|родн\\p{L}* пробег|mileage|на одометрі|на одометре|на спідометрі|накат)(?![^\\p{L}\\d\\n]{0,3}\\d)',
)
const trapBefore = w(
  '<(?:запас\\p{L}*(?: ход\\p{L}*)?|range|хід|ход|заряд\\p{L}*|заряд[іуе]|тримає|проїжджає|проїжжає|проїде|проезжает|проїздить|гаранті\\p{L}*|гаранти\\p{L}*|warranty|кожн\\p{L}+|кажд\\p{L}+|через|замін\\p{L}*|замен\\p{L}*|заміна[^\\n]{0,30}|регламент\\p{L}*|міжсервісн\\p{L}*|на 100|літр\\p{L}* на|від (?:києва|львова|одеси|харкова|міста)|відстан\\p{L}*|радіус\\p{L}*|батаре\\p{L}*|після (?:капремонт\\p{L}*|ремонт\\p{L}*|капіталк\\p{L}*|заміни)|после (?:капремонт\\p{L}*|ремонт\\p{L}*|капиталк\\p{L}*|замены)|пробіг по україні|пробег по украине|по україні|по украине|на новому двигуні|двигун пройшов|доставка|розгін|разгон|тест-драйв|реальн\\p{L}+ (?:хід|запас)|обкатк\\p{L}*|то (?:на|при|в|зроблено|пройдено|робив\\p{L}*)|грм (?:на|при|міняли|замінено)|масло (?:на|при|міняли|замінено|міняється)|електротяз\\p{L}*|на електриці|на электричестве)[^\\d\\n,;|•]{0,16}$|<(?:гаранті|гаранти|warrant)[^,;\\n]{0,30}$',
)
const trapAfter = w(
  '^(?:/| ?/ ?(?:год|h|г>|100)| ?(?:на год|в год|h>|/h|/год|запас\\p{L}* ход|ходу|на заряд\\p{L}*|на одному|на одной|на електро|від (?:києва|львова|міста|центру)|от (?:киева|города)|гаранті|гаранти|пробігу по украї|по україні|по украине|range|на повному заряд|на батаре|після|на електриці))',
)
const spec = w('<(?:то|грм|масл\\p{L}*|сервіс|гаранті\\p{L}*|замін\\p{L}*|замен\\p{L}*)[^\\d\\n]{0,30}$')

/**
 * The mileage of the car in a covered post, in whole kilometres. Range, consumption, warranty and service
 * intervals are left out. `priced` says that the price stands elsewhere, so that a bare "120 тис" is a
 * mileage; `year` lets "пробіг 98 км" of an old car be read as thousands.
 */
export function readMileage(
  text: string,
  taken: readonly { numberAt: number }[],
  thisYear: number,
  year?: number,
): Reading<number> | undefined {
  const folded = fold(text)
  const starts = new Set(taken.map((span) => span.numberAt))
  const free = (hit: { at: number }) => !starts.has(hit.at)
  const hits = findDistances(text)
    .filter(free)
    .filter((hit) => !trapped(folded, hit))
  const labelled = hits.find((hit) => isLabelled(folded, hit))
  const bare = bareHits(folded)
    .filter(free)
    .filter((hit) => !trapped(folded, hit))
  const bareLabelled = bare.find((hit) => isLabelled(folded, hit))
  const plausible = hits.find((hit) => hit.km >= 100 && !spec.test(leftOf(folded, hit.at)))
  const thousands = bare.find(
    (hit) =>
      hit.scaled &&
      hit.km >= 1000 &&
      hit.km <= 999_000 &&
      (taken.length > 0 || hit.km >= 40_000) &&
      !/^[^\p{L}\d\n]{0,2}(?:торг|без торг|авто(?!м)|машин|автомоб|електр|одиниц|людей|чол|штук|шт|осіб|воді|підпис|перегл|голос|клієнт|житель|разів|раз(?!м)|українц)/u.test(
        rightOf(folded, hit.end),
      ) &&
      !/[$€₴]\s?$|(?:ціна|цена|price|cina)[^\p{L}\d]{0,3}$/u.test(leftOf(folded, hit.at)),
  )
  const alone =
    taken.length > 0 && year !== undefined
      ? bare.filter((hit) => !hit.scaled && hit.km >= 20_000 && hit.km <= 450_000 && standsAlone(folded, hit))
      : []
  const chosen =
    labelled ?? bareLabelled ?? plausible ?? thousands ?? (alone.length === 1 ? alone[0] : undefined)
  if (!chosen) return undefined
  let km = chosen.km
  const old = year !== undefined && year <= thisYear - 4
  const exact = Number.isInteger(km)
  if (!chosen.scaled && km < 1000 && km > 0 && exact && (chosen.unit ? old : km >= 3) && chosen.unit !== 'mi')
    km *= 1000
  else if (!chosen.scaled && chosen.unit === 'mi' && km < 1000 && old)
    km = Math.round((km / kmPerMile) * 1000 * kmPerMile)
  if (km > 2_000_000) return undefined
  return {
    value: km,
    raw: rawPiece(text, chosen.at, chosen.end),
    confidence: chosen === labelled ? 0.95 : chosen === plausible ? 0.9 : chosen === bareLabelled ? 0.8 : 0.6,
  }
}

const perHundred = (folded: string, hit: MileageHit): boolean =>
  hit.km === 100 && /(?:на|per|\/) ?$/.test(leftOf(folded, hit.at))
const trapped = (folded: string, hit: MileageHit): boolean =>
  perHundred(folded, hit) ||
  trapBefore.test(leftOf(folded, hit.at)) ||
  trapAfter.test(rightOf(folded, hit.end))
const isLabelled = (folded: string, hit: MileageHit): boolean =>
  label.test(leftOf(folded, hit.at)) || labelAfter.test(rightOf(folded, hit.end))

/** "2.0 дизель, 178 000, 9 300$": a number with nothing about it, beside a year and a price. */
const standsAlone = (folded: string, hit: MileageHit): boolean =>
  /(?:^|[,;|•/\n]|\p{L}[,.]?) ?$/u.test(leftOf(folded, hit.at)) &&
  !/(?:або|чи|или|or|лот|lot|id|код|арт\p{L}*|тел|no|номер|стоїть|цін\p{L}*|цен\p{L}*) ?$/u.test(
    leftOf(folded, hit.at),
  ) &&
  /^(?: ?[,;|•/\n]| \d|\.? ?$)/u.test(rightOf(folded, hit.end))

/** Numbers without a unit that may be a mileage beside its word or a word for thousands. */
function bareHits(folded: string): MileageHit[] {
  return numbersIn(folded).flatMap((number) => {
    const scale = scaleAfter(folded, number.end)
    const factor = number.value >= 1000 && scale.factor === 1000 ? 1 : scale.factor
    if (scale.factor > 1000) return []
    const tail = rightOf(folded, scale.end, 12)
    if (
      /^\s?(?:[$€₴£%]|у\.? ?[оеє]|usd|eur|грн|uah|дол|бакс|р\.|рік|року|год|г\.|к\.? ?с|л\.? ?с|hp|л |см|кв|kw|міс|мес|куб)/.test(
        tail,
      )
    )
      return []
    return [
      { at: number.at, end: scale.end, km: Math.round(number.value * factor), scaled: scale.factor > 1 },
    ]
  })
}
