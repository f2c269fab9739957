import type { ReasonCode } from './parse-outcome.ts'

/** How far a post is: it waits for a person's word, for a worker, or for nothing any more. */
export const postStates = ['asked', 'pending', 'done'] as const
export type PostState = (typeof postStates)[number]

/** What came of a post. `sold` and `reserved`: it said so of cars that were here. */
export const postOutcomes = [
  'saved',
  'changed',
  'unchanged',
  'sold',
  'reserved',
  'refused',
  'skipped',
  'failed',
] as const
export type PostOutcome = (typeof postOutcomes)[number]

type Text = { uk: string; ru: string; en: string }

/** Why a post became no car, or not a whole one, in words for a dealer. The codes are a closed list. */
export const postReasons = {
  no_car_found: {
    uk: 'У пості немає авто на продаж',
    ru: 'В посте нет авто на продажу',
    en: 'The post offers no car',
  },
  wanted_ad: {
    uk: 'Це запит на купівлю, а не продаж',
    ru: 'Это запрос на покупку, а не продажа',
    en: 'This is a wish to buy, not an offer',
  },
  parts_ad: {
    uk: 'Продають запчастини, а не авто',
    ru: 'Продают запчасти, а не авто',
    en: 'This sells parts, not a car',
  },
  already_sold: {
    uk: 'Авто вже продане, а в наявності його не було',
    ru: 'Авто уже продано, а в наличии его не было',
    en: 'The car is sold, and it was not in the inventory',
  },
  year_too_early: {
    uk: 'Рік раніший, ніж дозволяє правило',
    ru: 'Год раньше, чем разрешает правило',
    en: 'The year is earlier than the rule allows',
  },
  year_too_late: {
    uk: 'Рік пізніший, ніж дозволяє правило',
    ru: 'Год позже, чем разрешает правило',
    en: 'The year is later than the rule allows',
  },
  price_too_low: {
    uk: 'Ціна нижча, ніж дозволяє правило',
    ru: 'Цена ниже, чем разрешает правило',
    en: 'The price is lower than the rule allows',
  },
  price_too_high: {
    uk: 'Ціна вища, ніж дозволяє правило',
    ru: 'Цена выше, чем разрешает правило',
    en: 'The price is higher than the rule allows',
  },
  word_missing: {
    uk: 'Немає жодного з потрібних слів',
    ru: 'Нет ни одного из нужных слов',
    en: 'None of the required words is there',
  },
  word_forbidden: {
    uk: 'Є слово, яке правило виключає',
    ru: 'Есть слово, которое правило исключает',
    en: 'A word that the rule excludes is there',
  },
  photos_missing: {
    uk: 'Не всі фото вдалося отримати від Telegram',
    ru: 'Не все фото удалось получить от Telegram',
    en: 'Telegram did not give all of the photos',
  },
  repeatedly_failed: {
    uk: 'Пост кілька разів зупинив обробку, його відкладено',
    ru: 'Пост несколько раз остановил обработку, он отложен',
    en: 'The post stopped the processing several times and is set aside',
  },
} as const satisfies Record<string, Text>

export type PostReason = keyof typeof postReasons
export const postReasonCodes = Object.keys(postReasons) as [PostReason, ...PostReason[]]

/** Reasons that a person may set aside, for the post does offer a car. */
export const ruleReasons: readonly PostReason[] = [
  'year_too_early',
  'year_too_late',
  'price_too_low',
  'price_too_high',
  'word_missing',
  'word_forbidden',
  'already_sold',
]

/** The reason for which a text was read as no car. */
export const postReasonOf = (code: ReasonCode): PostReason =>
  code === 'wanted_ad' || code === 'parts_ad' ? code : 'no_car_found'
