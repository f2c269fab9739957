import { wordPattern as w } from '@cartie/shared/domain/vocabulary'
import { guessColumns, type Patterns } from '#lib/csv/guess-columns.ts'
import type { Mapping } from '#lib/csv/table-kind.ts'

/** What a column of somebody's table of people can be read as, by the names of our export. */
export const leadTargets = [
  'code',
  'name',
  'phone',
  'otherPhones',
  'email',
  'telegramUsername',
  'kind',
  'status',
  'source',
  'city',
  'make',
  'model',
  'yearFrom',
  'yearTo',
  'budgetMin',
  'budgetMax',
  'currency',
  'request',
  'tags',
  'campaign',
  'language',
] as const
export type LeadTarget = (typeof leadTargets)[number]

// Beginnings of words in folded headers, special before general: "phone 2" is no first phone, "car model" no wish.
const headers: Patterns<LeadTarget> = [
  ['code', w('<code>|<код>')],
  [
    'otherPhones',
    w('(?:phone|телефон|<тел\\.?) ?[2-9]|(?:other|second|інш|друг|додатк|дополн)\\p{L}* ?(?:phone|тел)'),
  ],
  ['telegramUsername', w('telegram|телеграм|<tg>|<тг>|username')],
  ['phone', w('phone|телефон|<tel>|<тел>|тел\\.|mobile|мобіл|мобил|номер')],
  ['email', w('e-?mail|пошт|почт|мейл|<мыло>')],
  ['language', w('language|<lang>|<мова|язык')],
  ['currency', w('currency|валют|<curr>')],
  ['budgetMin', w('(?:budget|бюджет|price|ціна|цена) ?(?:min|from|від|от)>')],
  ['budgetMax', w('budget|бюджет|<price|<ціна|<цена|<сум')],
  ['yearFrom', w('year ?from|(?:рік|год) ?(?:від|от|з|с)>|<year>|<рік|<год>')],
  ['yearTo', w('year ?to|(?:рік|год) ?(?:до|по)>')],
  ['status', w('status|статус|<stage|стаді|стади|етап|этап')],
  ['source', w('<source|джерел|источник')],
  ['campaign', w('campaign|кампан|реклам|utm')],
  ['city', w('<city|<town|<місто|<город|регіон|регион|location')],
  ['tags', w('<tag|мітк|метк|тег')],
  ['kind', w('<kind|<type|<тип|намір|намер')],
  ['make', w('<make>|brand|марка|бренд')],
  ['model', w('model|модель')],
  [
    'request',
    w(
      'request|wish|comment|note|запит|запрос|побажан|пожелан|комент|коммент|приміт|примеч|нотат|заметк|опис|<авто|<car',
    ),
  ],
  ['name', w('<name|<імя|<ім.я|<имя|<піб|<фио|клієнт|клиент|client|customer|contact|контакт|прізвищ|фамили')],
]

const looks: Patterns<LeadTarget> = [
  ['code', /^[A-Z]{1,6}-[0-9A-HJKMNP-TV-Z]{6}$/],
  ['email', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
  ['phone', /^\+?\d[\d ()-]{8,17}$/],
  ['telegramUsername', /^@\w{4,}$/],
]

/** Guesses what each column of a table of people is. */
export const guessLeadColumns = (
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Mapping<LeadTarget> => guessColumns(header, rows, { targets: leadTargets, headers, looks })
