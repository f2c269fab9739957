import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { cleanString, Id, Language } from '../schemas/common.ts'
import { defineIntegration } from './integration.ts'

const price = z.number().min(0).max(1_000_000_000)

/** Which cars and requests are posted into which channel. What is left out does not matter. */
export const ChannelRule = z.strictObject({
  /** A channel or group that a bot of the workspace has met. */
  channelId: Id,
  cars: z.boolean().default(true),
  /** Those that partners may answer. */
  requests: z.boolean().default(false),
  makes: z.array(cleanString(60, 1)).max(50).default([]),
  minYear: z.int().min(1900).max(2100).optional(),
  minPrice: price.optional(),
  maxPrice: price.optional(),
  /** Of the two prices: a car in another currency has neither. */
  currency: z.enum(['USD', 'EUR', 'UAH']).default('USD'),
  /** Of cars. */
  withPhoto: z.boolean().default(true),
  /** Of each, cars and requests. */
  mostPerDay: z.int().min(1).max(500).default(30),
  /** Of cars: a request has its own. */
  language: Language.default('uk'),
})
export type ChannelRule = z.output<typeof ChannelRule>

/** A channel of Telegram in which the workspace's new cars and requests are posted; posts follow what they tell of. */
export const telegramChannel = defineIntegration({
  type: 'TELEGRAM_CHANNEL',
  config: ChannelRule,
  madeBy: 'people',
  example: { channelId: '019ac1d2-7b3e-7c44-9f10-2a5b8c6d7e8f', makes: ['BMW'], minYear: 2016 },
  labels: {
    name: words('Канал Telegram', 'Канал Telegram', 'Telegram channel'),
    help: words(
      'Публікує нові авто й запити партнерам за правилом, змінює пост за ціною чи побажанням, позначає продані й закриті.',
      'Публикует новые авто и запросы партнёрам по правилу, меняет пост за ценой или пожеланием, отмечает проданные и закрытые.',
      'Posts new cars and requests to partners by a rule, edits a post with its price or wish, marks what is sold or closed.',
    ),
    fields: {
      channelId: words('Канал', 'Канал', 'Channel'),
      cars: words('Публікувати авто', 'Публиковать авто', 'Post cars'),
      requests: words(
        'Публікувати запити партнерам',
        'Публиковать запросы партнёрам',
        'Post requests to partners',
      ),
      makes: words('Марки (жодної — усі)', 'Марки (ни одной — все)', 'Makes (none: all)'),
      minYear: words('Рік від', 'Год от', 'Year from'),
      minPrice: words('Ціна від', 'Цена от', 'Price from'),
      maxPrice: words('Ціна до', 'Цена до', 'Price up to'),
      currency: words('Валюта цін', 'Валюта цен', 'Currency of the prices'),
      withPhoto: words('Авто лише з фото', 'Авто только с фото', 'Cars only with a photo'),
      mostPerDay: words('Постів на добу, не більше', 'Постов в сутки, не больше', 'Posts a day, at most'),
      language: words('Мова постів про авто', 'Язык постов об авто', 'Language of posts of cars'),
    },
    values: {
      USD: words('долар', 'доллар', 'US dollar'),
      EUR: words('євро', 'евро', 'euro'),
      UAH: words('гривня', 'гривна', 'hryvnia'),
      uk: words('українська', 'украинский', 'Ukrainian'),
      ru: words('російська', 'русский', 'Russian'),
      en: words('англійська', 'английский', 'English'),
    },
  },
})
