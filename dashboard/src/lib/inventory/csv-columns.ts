import { wordPattern as w } from '@cartie/shared/domain/vocabulary'

/** What a column of somebody's table can be read as. `skip` leaves it out. */
export const csvTargets = [
  'title',
  'make',
  'model',
  'year',
  'price',
  'currency',
  'mileageKm',
  'location',
  'vin',
  'fuel',
  'transmission',
  'bodyType',
  'drive',
  'engineVolumeL',
  'powerHp',
  'color',
  'condition',
  'description',
  'images',
  'sellerName',
  'sellerPhone',
  'sellerKind',
  'sourceUrl',
  'status',
] as const
export type CsvTarget = (typeof csvTargets)[number]
export type CsvMapping = (CsvTarget | 'skip')[]

// Beginnings of words in folded headers, special before general: "vin code" is no code, "engine power" no engine.
const headers: readonly (readonly [CsvTarget, RegExp])[] = [
  ['vin', w('<vin>|він[ -]?код|вин[ -]?код|номер кузов')],
  ['sellerPhone', w('phone|телефон|<tel>|тел\\.')],
  ['sellerKind', w('seller ?kind|seller ?type|тип продав')],
  ['sellerName', w('seller|продав|власник|владел|owner|contact|контакт|dealer')],
  ['images', w('image|photo|picture|фото|зображ|изображ|картин')],
  ['sourceUrl', w('url|link|посилан|ссылк|href|адреса оголош|source$')],
  ['currency', w('currency|валют|<curr>')],
  ['price', w('price|ціна|цена|вартіст|стоимост|cost|<sum>|сума|сумма')],
  ['mileageKm', w('mileage|odometer|пробіг|пробег|<km>|<км>|<run>')],
  ['year', w('year|<рік|<год|випуск|выпуск|registration')],
  ['powerHp', w('power|<hp>|потужн|мощност|к\\.? ?с\\.?$|л\\.? ?с\\.?$')],
  ['engineVolumeL', w("engine|volume|displacement|двигун|двигат|об[ʼ'’єъ]*[ємем]|літраж|литраж")],
  ['fuel', w('fuel|пальн|топлив|паливо|горюч')],
  ['transmission', w('transmission|gearbox|<кпп|коробк|трансміс|трансмис')],
  ['bodyType', w('body|кузов')],
  ['drive', w('drive|привід|привод')],
  ['color', w('colou?r|колір|колер|цвет')],
  ['condition', w('condition|технічн|техническ')],
  ['status', w('status|статус|наявн|наличи|<state>|<стан>|состояни')],
  ['location', w('location|city|place|region|місто|місц|город|регіон|регион|област')],
  ['description', w('descri|опис|comment|комент|коммент|приміт|примеч|note')],
  ['make', w('<make>|brand|марка|бренд|manufactur|виробник|производит')],
  ['model', w('model|модель')],
  ['title', w('title|name|назв|заголов|автомоб|<авто>|<car>|vehicle')],
]

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[_\-\s]+/g, ' ')
    .trim()

const looks: readonly (readonly [CsvTarget, RegExp])[] = [
  ['vin', /^[A-HJ-NPR-Z0-9]{17}$/i],
  ['sourceUrl', /^https?:\/\/\S+$/i],
  ['year', /^(?:19[5-9]\d|20[0-4]\d)$/],
  ['sellerPhone', /^\+?\d[\d ()-]{8,17}$/],
  ['price', /^[$€£]\s?\d[\d\s.,]*$|^\d[\d\s.,]*\s?(?:[$€£₴]|usd|eur|uah|грн)\.?$/i],
  ['mileageKm', /^\d[\d\s.,]*\s?(?:тис\.?|тыс\.?|k)?\s?(?:км|km)$/i],
]

/**
 * Guesses what each column of a table is: by its header in Ukrainian, Russian or English, or by what its
 * values look like. No target is given twice; the first header that fits has it.
 */
export function guessMapping(header: readonly string[], rows: readonly (readonly string[])[]): CsvMapping {
  const taken = new Set<CsvTarget>()
  const take = (target: CsvTarget | undefined): CsvTarget | 'skip' => {
    if (!target || taken.has(target)) return 'skip'
    taken.add(target)
    return target
  }
  const exact = header.map((name) =>
    csvTargets.find((target) => target.toLowerCase() === fold(name).replaceAll(' ', '')),
  )
  for (const target of exact) if (target) taken.add(target)
  const byName = header.map((name, at) => {
    const own = exact[at]
    if (own && exact.indexOf(own) === at) return own
    return take(headers.find(([target, pattern]) => !taken.has(target) && pattern.test(fold(name)))?.[0])
  })
  return byName.map((target, at) => (target === 'skip' ? take(lookOf(rows, at)) : target))
}

function lookOf(rows: readonly (readonly string[])[], at: number): CsvTarget | undefined {
  const values = rows.slice(0, 50).flatMap((row) => row[at]?.trim() || [])
  if (values.length === 0) return undefined
  return looks.find(
    ([, pattern]) => values.filter((value) => pattern.test(value)).length >= values.length * 0.8,
  )?.[0]
}
