import { fold } from './fold.ts'
import { leftOf, rawPiece, rightOf, type Reading } from './post-context.ts'
import { wordPattern as w } from './vocabulary.ts'

const label = w(
  '(?:<рік>|<року>|<год>|<год[ау]>|<year>|<rik>|<god>|випуск\\p{L}*|выпуск\\p{L}*|<г\\.? ?в|<р\\.? ?в|📅|📆|🗓|📌рік|рiк|my>|model year|модельн\\p{L}+ р[іо]к\\p{L}*|baujahr|реєстраці\\p{L}+|1st reg)[^\\p{L}\\d\\n]{0,12}$',
)
const suffix = w(
  '^(?:-?[йгоі]{1,3}>)? ?-?(?:р\\.? ?в|г\\.? ?в|рік|року|год(?:а|у)?>|р>|г>|рок|рр?\\.|год\\.|г\\.|y\\.?>|year|rik|roku|god|r\\.|р\\.|рочки)',
)
const trapBefore = w(
  '<(?:до|діє до|дійсн\\p{L}+ до|з|із|с|since|till|until|after|після|после|на обліку з|в україні з|в украине с|купл\\p{L}+(?: [вуa])?|куплена в|придбан\\p{L}+(?: в)?|ввезен\\p{L}+(?: в)?|пригнан\\p{L}+(?: в)?|привезен\\p{L}+(?: в)?|розмитнен\\p{L}+(?: в)?|растаможен\\p{L}+(?: в)?|заїхал\\p{L}*(?: в)?|завезен\\p{L}+(?: в)?|замін\\p{L}+(?: в)?|замен\\p{L}+(?: в)?|ремонт\\p{L}*(?: в)?|фарбован\\p{L}+(?: в)?|то(?: в)?|страхов\\p{L}+(?: до)?|техогляд\\p{L}*|гаранті\\p{L}+(?: до)?|гаранти\\p{L}+(?: до)?|рестайлінг|зроблен\\p{L}+(?: в)?|з літа|з весни|сервіс(?: в)?|гума|гума від|шини|резина|дот|dot|акб|акумулятор|зима|літо|батарея|осаго|осцпв|газ до|гбо до|гбо з|переоформлен\\p{L}+(?: в)?|власник з|евро|євро|пошта|відділення)[^\\p{L}\\d\\n]{0,3}$',
)
const notYear = w(
  '^(?:[$€₴]| [$€₴](?!\\d))|^ ?(?:км|km|грн|usd|у\\.? ?[оеє]|см|cc|куб|ccm|к\\.? ?с|hp|mi|тис|тыс|об|кг|мм|шт|дол|бакс|евро|євро|eur|k>|к>|[.,]\\d|мач|mah)',
)

/**
 * The model year of the car in a covered post. A labelled year comes first, then one beside the make at
 * `carAt`, then one with "р." or "рік", then any other; years of insurance, purchase, service and the like
 * are left out. From 1930 to the year after `thisYear`; "18 рік" is 2018.
 */
export function readYear(
  text: string,
  thisYear: number,
  carLine: { at: number; end: number },
): Reading<number> | undefined {
  const folded = fold(text)
  let best: { reading: Reading<number>; weight: number } | undefined
  for (const match of folded.matchAll(/(?<![\d$€₴]|[$€₴] )(?:19[3-9]\d|20[0-4]\d)(?!\d)/g)) {
    const year = Number(match[0])
    const end = match.index + 4
    const left = leftOf(folded, match.index)
    const right = rightOf(folded, end)
    if (year > thisYear + 1 || notYear.test(right)) continue
    const labelled = label.test(left)
    const suffixed = suffix.test(right)
    const trapped = trapBefore.test(left) && !labelled
    const beside = match.index >= carLine.at && match.index <= carLine.end
    const weight = (labelled ? 4 : 0) + (beside ? 3 : 0) + (suffixed ? 1.5 : 0) - (trapped ? 5 : 0) + 0.5
    if (weight > 0 && (!best || weight > best.weight))
      best = {
        weight,
        reading: {
          value: year,
          raw: rawPiece(text, match.index, end),
          confidence: weight >= 3 ? 0.95 : weight >= 1.5 ? 0.85 : 0.6,
        },
      }
  }
  return best?.reading ?? shortYear(text, folded, thisYear)
}

/** "18 рік", "09 г.в.", "'17": two digits with a word for a year. */
function shortYear(text: string, folded: string, thisYear: number): Reading<number> | undefined {
  for (const match of folded.matchAll(
    w(
      '(?<![\\d.,])(\\d{2})(?:-?г?о)? ?(?:р\\.? ?в\\.?>|г\\.? ?в\\.?>|рік>|року>(?! гарант)|год>|рік випуску|року випуску|года выпуска|rik>|year>)|(?:<рік|<год|<year)[^\\p{L}\\d\\n]{1,4}(\\d{2})(?![\\d.,])',
      'gu',
    ),
  )) {
    const digits = Number(match[1] ?? match[2])
    const year = digits <= (thisYear + 1) % 100 ? 2000 + digits : digits >= 60 ? 1900 + digits : undefined
    if (year)
      return { value: year, raw: rawPiece(text, match.index, match.index + match[0].length), confidence: 0.6 }
  }
  return undefined
}
