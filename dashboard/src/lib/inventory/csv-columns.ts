import { wordPattern as w } from '@cartie/shared/domain/vocabulary'
import { guessColumns, type Patterns } from '#lib/csv/guess-columns.ts'
import type { Mapping } from '#lib/csv/table-kind.ts'

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

// Beginnings of words in folded headers, special before general: "vin code" is no code, "engine power" no engine.
const headers: Patterns<CsvTarget> = [
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

const looks: Patterns<CsvTarget> = [
  ['vin', /^[A-HJ-NPR-Z0-9]{17}$/i],
  ['sourceUrl', /^https?:\/\/\S+$/i],
  ['year', /^(?:19[5-9]\d|20[0-4]\d)$/],
  ['sellerPhone', /^\+?\d[\d ()-]{8,17}$/],
  ['price', /^[$€£]\s?\d[\d\s.,]*$|^\d[\d\s.,]*\s?(?:[$€£₴]|usd|eur|uah|грн)\.?$/i],
  ['mileageKm', /^\d[\d\s.,]*\s?(?:тис\.?|тыс\.?|k)?\s?(?:км|km)$/i],
]

/** Guesses what each column of a table of cars is. */
export const guessMapping = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Mapping<CsvTarget> => guessColumns(header, rows, { targets: csvTargets, headers, looks })
