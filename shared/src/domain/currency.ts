/** Spellings of currencies in a folded text, longest first. A code in capitals is also tried as it stands. */
const words: [code: string, pattern: string][] = [
  [
    'USD',
    'us\\$|usd|долл?ар\\p{L}{0,3}|долл?(?:\\.|(?!\\p{L}))|дол\\.?|dol(?:l?ar\\p{L}{0,2})?\\.?|бакс\\p{L}{0,3}|зелен(?:их|ых|і|и)|[уy]\\.? ?[оеoe]\\.?(?!\\p{L})|\\$|💵',
  ],
  ['CAD', 'c\\$|ca\\$|cad'],
  ['AUD', 'a\\$|au\\$|aud'],
  ['BRL', 'r\\$|brl'],
  ['EUR', 'eur(?:o|os|a|ov|iv)?|€|євро|евро|ευρω|💶|yevro|evro'],
  ['GBP', '£|gbp|фунт\\p{L}{0,3}(?: стерлинг\\p{L}*)?|pounds?|💷'],
  ['UAH', '₴|uah|грив\\p{L}{0,4}|грн\\.?|гр\\.|grn\\.?|hrn\\.?|hryv\\p{L}{0,4}|griv\\p{L}{0,4}'],
  ['CHF', 'chf|sfr\\.?|fr\\.(?= ?[\\d\\-])|франк\\p{L}{0,3}'],
  ['SEK', 'sek|kr\\.?|kronor|:-'],
  ['NOK', 'nok'],
  ['DKK', 'dkk'],
  ['ISK', 'isk'],
  ['PLN', 'zl(?:oty\\p{L}{0,2})?|pln|злот\\p{L}{0,3}'],
  ['RON', 'ron|lei|leu'],
  ['MDL', 'mdl|леев|лей|леї(?:в)?'],
  ['CZK', 'kc|czk|korun\\p{L}?'],
  ['HUF', 'ft\\.?|huf|forint'],
  ['BAM', 'bam|км(?!\\p{L})|km'],
  ['BGN', 'bgn|лв\\.?|лева|lv\\.?'],
  ['TRY', '₺|tl|try|lira'],
  ['RUB', '₽|rub|руб(?:л\\p{L}{0,2}|\\.)?|rur'],
  ['BYN', 'byn|бел\\.? ?руб\\.?'],
  ['KZT', '₸|kzt|тенге|тг\\.?'],
  ['AZN', '₼|azn|манат\\p{L}{0,2}'],
  ['GEL', '₾|gel|лар[иі]'],
  ['AMD', '֏|amd|драм\\p{L}{0,2}'],
  ['KGS', 'kgs|сом(?:ів|ов)?'],
  ['UZS', 'uzs|сум(?:ів|ов)?'],
  ['RSD', 'rsd|din\\.?|дин(?:\\.|ара)?'],
  ['MKD', 'mkd|ден\\.'],
  ['CNY', 'cny|rmb|юан\\p{L}{0,3}|元|人民币|万元'],
  ['JPY', '¥|￥|jpy|円|[ий]ен[аи]?'],
  ['KRW', '₩|krw|вон(?!\\p{L})|원'],
  ['AED', 'aed|дирхам\\p{L}{0,2}|د\\.إ'],
  ['INR', '₹|inr'],
  ['ILS', '₪|ils'],
]
const namesakes: Record<string, string[]> = {
  USD: ['CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'CLP', 'COP', 'ARS'],
  SEK: ['NOK', 'DKK', 'ISK'],
  RON: ['MDL'],
  JPY: ['CNY'],
  KGS: ['UZS'],
}
// A word ends before a letter or digit; a sign may touch anything.
const ends = '(?:(?<=[^\\p{L}\\d])|(?![\\p{L}\\d]))'
const after = words.map(([code, p]) => ({ code, pattern: new RegExp(`(?:${p})${ends}`, 'uy') }))
const before = words
  .filter(([code]) => !['BAM', 'HUF', 'MDL', 'MKD'].includes(code))
  .map(([code, p]) => ({ code, pattern: new RegExp(`(?<![\\p{L}\\d])(?:${p}) ?[:.]? ?$`, 'u') }))

const anyAfter = new RegExp(after.map(({ pattern }) => pattern.source).join('|'), 'uy')
const anyBefore = new RegExp(before.map(({ pattern }) => pattern.source).join('|'), 'u')

const gap = /(?:[.,]?-{1,2}|[.,](?=[^\d\s]))? {0,2}\(?/y

const namesake = (code: string, hint?: string) =>
  hint && namesakes[code]?.includes(hint.toUpperCase()) ? hint.toUpperCase() : code
const signs: Record<string, string> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₴': 'UAH',
  '₺': 'TRY',
  '₽': 'RUB',
  '₸': 'KZT',
  '₼': 'AZN',
  '₾': 'GEL',
  '¥': 'JPY',
  '￥': 'JPY',
  '₩': 'KRW',
  '₹': 'INR',
  '₪': 'ILS',
}

/** The currency that stands right after position `end`, at most two spaces and a ",-" away. */
export function currencyAfter(
  text: string,
  folded: string,
  end: number,
  hint?: string,
): { code: string; end: number } | undefined {
  gap.lastIndex = end
  gap.test(folded)
  const from = Math.max(end, gap.lastIndex)
  const c = folded.charCodeAt(from)
  // Every spelling begins with a letter, a sign, `$` or `:-`.
  if (!(c >= 97 || c === 36 || c === 58)) return undefined
  anyAfter.lastIndex = from
  if (!anyAfter.test(folded)) return undefined
  for (const { code, pattern } of after) {
    pattern.lastIndex = from
    if (!pattern.test(folded)) continue
    // "KM" is a currency only in capitals: "km" is a distance.
    if (code === 'BAM' && !/^(?:KM|КМ|BAM)/.test(text.slice(from))) continue
    // "1999 ₴38 500": a sign that touches the next number belongs to it.
    if (from > end && /^[$€£₴₺₽₸]\d/.test(folded.slice(pattern.lastIndex - 1, pattern.lastIndex + 1)))
      return undefined
    return { code: namesake(code, hint), end: pattern.lastIndex }
  }
  return undefined
}

/** The currency that stands right before position `at` and after position `from`. */
export function currencyBefore(
  folded: string,
  at: number,
  from: number,
  hint?: string,
): { code: string; at: number } | undefined {
  const slice = folded.slice(Math.max(from, at - 14), at)
  if (!slice) return undefined
  const sign = signs[slice.trimEnd().slice(-1)]
  if (sign) {
    const double = /(?:^|[^\p{L}])(us|ca?|au?|r)\$ ?$/u.exec(slice)?.[1]
    const code = double?.startsWith('c')
      ? 'CAD'
      : double?.startsWith('a')
        ? 'AUD'
        : double === 'r'
          ? 'BRL'
          : namesake(sign, hint)
    return { code, at: at - (slice.length - slice.trimEnd().length) - 1 - (double?.length ?? 0) }
  }
  if (!/[\p{L}.:]\s?$/u.test(slice)) return undefined
  if (!anyBefore.test(slice)) return undefined
  for (const { code, pattern } of before) {
    const match = pattern.exec(slice)
    if (match) return { code: namesake(code, hint), at: at - (slice.length - match.index) }
  }
  return undefined
}
