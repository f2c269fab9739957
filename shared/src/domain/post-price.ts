import { fold } from './fold.ts'
import { toMinor, type MoneyHit } from './money.ts'
import { leftOf, rawPiece, rightOf, type Reading } from './post-context.ts'
import { wordPattern as w } from './vocabulary.ts'

export interface PostPrice {
  priceMinor: number
  currency: string
}

const gap = '[^\\p{L}\\d]{0,6}'
const filler =
  '(?:(?:до|на|в|у|у межах|в межах|в пределах|біля|около|близько|від|от|лише|всього|ще|по|буде|будет|складає|становить|составляет|орієнтовно|ориентировочно|приблизно|десь|is|of|from|about) ){0,2}'

/** Words right before an amount that make it something else than the price of the car. */
const trapBefore = w(
  `<(?:внес(?:ок|ку|ком)|взнос\\p{L}*|аванс\\p{L}*|завдат\\p{L}*|задат\\p{L}*|перед?оплат\\p{L}*|предоплат\\p{L}*|депозит\\p{L}*|deposit|down ?payment|брон[ьі](?:ювання)?|знижк\\p{L}*|скидк\\p{L}*|скид[ао]\\p{L}*|скину\\p{L}*|економ\\p{L}*|эконом\\p{L}*|вигод\\p{L}*|выгод\\p{L}*|discount|save|saving|торг\\p{L}{0,4}|поступ\\p{L}*|мінус|минус|дешевш\\p{L}*|дешевле|платіж|платеж\\p{L}*|щомісяч\\p{L}*|ежемесяч\\p{L}*|місяць|monthly|payment|лізинг\\p{L}*|лизинг\\p{L}*|кредит\\p{L}*|leasing|(?<!(?:з|із|с|со|вкл|включно з|після|включаючи) )(?:розмитнення|растаможк\\p{L}+|розтаможк\\p{L}+|rozmytnennya|розмитненню|растаможивани\\p{L}+)|customs(?: clearance)?(?: fee)?|мит[оа]|митні платежі|пошлин\\p{L}*|акциз\\p{L}*|(?<!(?:з|із|с|без|вкл|включно з|з урахуванням) )(?:пдв|ндс)|доставк\\p{L}*|логістик\\p{L}*|фрахт|страхов\\p{L}*|страхування|каско|осаго|осцпв|комісі\\p{L}*|комисси\\p{L}*|послуг\\p{L}*|услуг\\p{L}*|реєстраці\\p{L}*|регистраци\\p{L}*|оформлен\\p{L}*|переоформлен\\p{L}*|вкладен\\p{L}*|вклал\\p{L}*|вложен\\p{L}*|вкладень|ремонт\\p{L}*|сервіс\\p{L}*|обслуговуванн\\p{L}*|зроблено на|сделано на|витрачено|потрачено|гум[аиуі]|шини|резин\\p{L}*|диски|сигналізаці\\p{L}*|стара ціна|старая цена|стара|була|було|была|было|раніше|раньше|замість|вместо|ринков\\p{L}*(?: цін\\p{L}*)?|рыночн\\p{L}*(?: цен\\p{L}*)?|нов(?:ий|а|ая|ый) (?:коштує|стоит|така)|в салоні|в салоне|на авторіа|old price|was|instead of|доплат\\p{L}*|(?:з|с|з моєю|моєю|вашою) доплатою|бюджет\\p{L}*|ставк\\p{L}*|bid|current bid|штраф\\p{L}*|зарплат\\p{L}*|дохід|доход|прибут\\p{L}*|заробіт\\p{L}*|оренд\\p{L}*|аренд\\p{L}*|прокат\\p{L}*|доба|добу|сутки|день|збір|сбор|подарунок|подарок|сертифікат\\p{L}*|бонус\\p{L}*|cashback|кешбек|ремонту|вартість доставки|запчастин\\p{L}*|запчаст\\p{L}*|msrp|від ціни|дефект\\p{L}*|збит\\p{L}*|авансом|витрат\\p{L}*)${gap}${filler}(?:[~≈+\\-–—:]|$)? ?$`,
)
const trapAfter = w(
  `^[^\\p{L}\\d\\n]{0,3}(?:(?:/|в|на|у|за|per|a|per a) ?)?(?:міс\\p{L}*|мес(?:яц\\p{L}*)?>|мiс\\p{L}*|month|mo>|mth|mies|щоміс\\p{L}*|ежемес\\p{L}*|доб[ауи]|сут\\p{L}*|день|дня|day|годин\\p{L}*|тижд\\p{L}*|тиж>|недел\\p{L}*|week|рік>|хв)`,
)
const nounAfter = w(
  `^(?: ?[-–—(:]? ?)(?:перш\\p{L}+ |перв\\p{L}+ |стартов\\p{L}+ )?(?:внес(?:ок|ку)|взнос|аванс|завдаток|задаток|знижк\\p{L}*|скидк\\p{L}*|передоплат\\p{L}*|deposit|down|off|discount|economy|економ\\p{L}*|вигод\\p{L}*|доплат\\p{L}*|розмитнення|растаможка|за розмитнення|мито|послуг\\p{L}*|услуг\\p{L}*|за доставку|доставка|вкладен\\p{L}*|вложен\\p{L}*|стара|за комплект|за штуку|за шт|шт>|/км|за км|(?:/|за) ?1 ?км|щотижн)`,
)
const fromBefore = w(`<(?:від|от|from|ab|od|vid|ціни від|цены от|starting at)[^\\p{L}\\d]{0,3}$`)
const upTo = w(`<(?:до|up to|max|макс\\p{L}*)[^\\p{L}\\d]{0,3}$`)
const label = w(
  `<(?:цін[аиуою]{1,2}|цен[аыуе]|price|вартість|вартістю|стоимость|кошту[єю]|стоит|прошу|хочу|віддам за|отдам за|продаж за|ask(?:ing)?|tsina|cina|cena|tsena|cтоимость|за ціною|по цене|всього за|всего за|лише за|только за)>[^\\d\\n]{0,24}$|[💰💲🏷💸🤑]\\ufe0f?[^\\d\\n]{0,20}$`,
)
/** A word for price with nothing but a short phrase before the number, for a number without a currency. */
const closeLabel = w(
  '<(?:цін[аиу]|цен[аыу]|price|вартість|стоимость|прошу|хочу|tsina|cina|cena|tsena)(?: (?:за авто|за машину|авто|автомобіля|продажу|в баксах|в доларах|в долларах|у доларах|usd|дол|за все|сьогодні|сегодня|зараз|сейчас|тепер|now|today))?[^\\p{L}\\d\\n]{0,8}$|[💰💲🏷💸🤑]\\ufe0f?[^\\p{L}\\d\\n]{0,6}$',
)
const fullLabel = w(
  `(?:повн\\p{L}+ (?:ціна|вартість|сума)|полн\\p{L}+ (?:цена|стоимость)|під ключ|под ключ|pid klyuch|фінальн\\p{L}+|финальн\\p{L}+|остаточн\\p{L}+|окончательн\\p{L}+|кінцев\\p{L}+ (?:ціна|вартість)|total|full price|готівк\\p{L}+|наличк\\p{L}+|нова ціна|новая цена|акційна ціна|акционная цена|зараз|сейчас|тепер|now|зі знижкою|со скидкою|со скидкой|з урахуванням знижки|ціна продажу|buy now|купити зараз|за готівку)[^\\d\\n]{0,16}$`,
)
const fullAfter = w(
  `^[^\\p{L}\\d\\n]{0,4}(?:під ключ|под ключ|повна|з усіма|зі всіма|все включено|з розмитненням|с растаможкой|розмитнена під ключ|готова ціна|фінальна|за готівку)`,
)
const arrowBefore = /\d[^\n\d]{0,8}(?:→|➡|⟶|->|=>|👉|⇒|»)[^\n\d]{0,6}$/u
const haggle = w(
  '^[^\\p{L}\\d\\n]{0,4}(?:торг|без торг|тoрг|можливий торг|возможен торг|малий торг|невеликий торг|обмін|обмен|negotiable|obo>)',
)
const notMoney = w(
  '^ ?(?:км|km|к\\.? ?с|л\\.? ?с|hp|см|cc|куб|квт|kw|mi(?:les?)?>|мил|р\\.?>|рік|року|год|г\\.|%|мм|х\\d|x\\d|шт|міс|мес|градус|двер|місц|мест|власник|хв|метр|м>|сантим|об/|обер|ніч|к\\.>|л>|сек|років|лет>|дн|сл>|м\\.)',
)

interface Candidate {
  hit: MoneyHit
  weight: number
  currency: string
}

/**
 * The asking price of the car in a post whose phones, links and model numbers are covered, out of all its
 * amounts (`money`). Rates, deposits,
 * discounts, customs, old prices and money spent are left out; of two prices of the same car the one in
 * dollars wins, else the first. An amount without a currency counts only beside a word for price or haggling.
 */
export function readPrice(
  text: string,
  money: readonly MoneyHit[],
  thisYear: number,
): Reading<PostPrice> | undefined {
  const folded = fold(text)
  const candidates = money.flatMap((hit) => judge(hit, folded, thisYear) ?? [])
  if (candidates.length === 0) return undefined
  for (const [i, candidate] of candidates.entries()) {
    const before = candidates[i - 1]
    if (before && areTwins(folded, before, candidate))
      before.weight = candidate.weight = Math.max(before.weight, candidate.weight)
  }
  const top = Math.max(...candidates.map((c) => c.weight))
  const best = candidates.filter((c) => c.weight >= top - 0.5)
  const sure = best.filter((c) => c.hit.currency)
  const chosen = sure.find((c) => c.currency === 'USD') ?? sure[0] ?? best[0]
  if (!chosen) return undefined
  return {
    value: { priceMinor: toMinor(chosen.hit.value, chosen.currency), currency: chosen.currency },
    raw: rawPiece(text, chosen.hit.at, chosen.hit.end),
    confidence: !chosen.hit.currency ? 0.5 : chosen.weight >= 3 ? 0.95 : chosen.weight >= 2 ? 0.9 : 0.5,
  }
}

/** "968 000 грн (23 400$)": one price in two currencies. */
function areTwins(folded: string, a: Candidate, b: Candidate): boolean {
  const between = folded.slice(a.hit.end, Math.min(b.hit.at, b.hit.numberAt))
  return (
    a.currency !== b.currency &&
    a.hit.currency !== undefined &&
    b.hit.currency !== undefined &&
    /^[^\p{L}\d]{0,8}(?:або|чи|или|or|еквівалент|эквивалент|це|по курсу|приблизно)?[^\p{L}\d]{0,4}$/u.test(
      between,
    )
  )
}

/**
 * What the words beside an amount make of it: `named`, the price of the car; `other`, a deposit, a service, a discount
 * and the like. Undefined where they say nothing.
 */
export function priceSign(text: string, hit: MoneyHit): 'named' | 'other' | undefined {
  const folded = fold(text)
  const left = leftOf(folded, Math.min(hit.at, hit.numberAt))
  const right = rightOf(folded, hit.end)
  if (isSomethingElse(left, right) || (!hit.currency && notMoney.test(right))) return 'other'
  return label.test(left) || isFull(left, right) || haggle.test(right) ? 'named' : undefined
}

const isFull = (left: string, right: string) =>
  fullLabel.test(left) || fullAfter.test(right) || arrowBefore.test(left)

const isSomethingElse = (left: string, right: string) =>
  trapBefore.test(left) ||
  trapAfter.test(right) ||
  upTo.test(left) ||
  (nounAfter.test(right) && !label.test(left) && !arrowBefore.test(left)) ||
  /[-–—]\s?\d+ ?%/.test(right.slice(0, 8))

function judge(hit: MoneyHit, folded: string, thisYear: number): Candidate | undefined {
  const left = leftOf(folded, Math.min(hit.at, hit.numberAt))
  const right = rightOf(folded, hit.end)
  if (isSomethingElse(left, right)) return undefined
  const full = isFull(left, right)
  const labelled = (hit.currency ? label : closeLabel).test(left)
  const haggled = haggle.test(right)
  const isYear =
    !hit.grouped &&
    !hit.scaled &&
    Number.isInteger(hit.value) &&
    hit.value >= 1950 &&
    hit.value <= thisYear + 1
  if (!hit.currency) {
    if (notMoney.test(right) || hit.value < 300 || hit.value > 20_000_000) return undefined
    if (isYear && !labelled) return undefined
    const scaledOnly =
      hit.scaled &&
      /[kк]\.?$/.test(folded.slice(hit.numberEnd, hit.end)) &&
      !/пробіг|пробег|probi|probe|mileage|odo/.test(left)
    if (!labelled && !haggled && !scaledOnly) return undefined
    const currency = hit.value <= 150_000 ? 'USD' : hit.value >= 200_000 ? 'UAH' : undefined
    return currency ? { hit, currency, weight: labelled ? 1.5 : haggled ? 1.4 : 1 } : undefined
  }
  if (hit.value < least(hit.currency) && !labelled) return undefined
  if (isYear && !labelled && /^\s*[$€₴]/.test(folded.slice(hit.numberEnd)) === false) return undefined
  const from = fromBefore.test(left)
  return { hit, currency: hit.currency, weight: (full ? 4 : labelled ? 3 : 2) - (from ? 1.5 : 0) }
}

/** Below this nobody sells a vehicle: an amount without a word for price is something else. */
function least(currency: string): number {
  return ['UAH', 'RUB', 'CZK', 'KZT', 'HUF', 'RSD', 'JPY', 'KRW', 'AMD', 'UZS'].includes(currency)
    ? 7000
    : 300
}
