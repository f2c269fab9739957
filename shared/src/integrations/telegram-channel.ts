import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { cleanString, Id, Language } from '../schemas/common.ts'
import { defineIntegration } from './integration.ts'

const price = z.number().min(0).max(1_000_000_000)

/** Which cars are posted into which channel. What is left out does not matter. */
export const CarRule = z.strictObject({
  /** A channel or group that a bot of the workspace has met. */
  channelId: Id,
  makes: z.array(cleanString(60, 1)).max(50).default([]),
  minYear: z.int().min(1900).max(2100).optional(),
  minPrice: price.optional(),
  maxPrice: price.optional(),
  /** Of the two prices: a car in another currency has neither. */
  currency: z.enum(['USD', 'EUR', 'UAH']).default('USD'),
  withPhoto: z.boolean().default(true),
  mostPerDay: z.int().min(1).max(500).default(30),
  language: Language.default('uk'),
})
export type CarRule = z.output<typeof CarRule>

/** A channel of Telegram in which the workspace's new cars are posted; posts follow their cars. */
export const telegramChannel = defineIntegration({
  type: 'TELEGRAM_CHANNEL',
  config: CarRule,
  madeBy: 'people',
  example: { channelId: '019ac1d2-7b3e-7c44-9f10-2a5b8c6d7e8f', makes: ['BMW'], minYear: 2016 },
  labels: {
    name: words('Канал Telegram', 'Канал Telegram', 'Telegram channel'),
    help: words(
      'Публікує нові авто за правилом, змінює пост із ціною й позначає продані.',
      'Публикует новые авто по правилу, меняет пост с ценой и отмечает проданные.',
      'Posts new cars by a rule, edits a post with its price and marks what is sold.',
    ),
    fields: {
      channelId: words('Канал', 'Канал', 'Channel'),
      makes: words('Марки (жодної — усі)', 'Марки (ни одной — все)', 'Makes (none: all)'),
      minYear: words('Рік від', 'Год от', 'Year from'),
      minPrice: words('Ціна від', 'Цена от', 'Price from'),
      maxPrice: words('Ціна до', 'Цена до', 'Price up to'),
      currency: words('Валюта цін', 'Валюта цен', 'Currency of the prices'),
      withPhoto: words('Лише з фото', 'Только с фото', 'Only with a photo'),
      mostPerDay: words('Постів на добу, не більше', 'Постов в сутки, не больше', 'Posts a day, at most'),
      language: words('Мова постів', 'Язык постов', 'Language of the posts'),
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
