import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { cleanString } from '../schemas/common.ts'
import { defineIntegration } from './integration.ts'

/** Where a conversion happened, as Meta names it; pages of the web would have to tell the visitor's browser, too. */
const actionSources = ['system_generated', 'phone_call', 'chat', 'physical_store', 'email', 'other'] as const

export const MetaConfig = z.strictObject({
  /** The dataset (pixel) of the Events Manager. */
  datasetId: z.string().regex(/^\d{5,25}$/),
  actionSource: z.enum(actionSources).default('system_generated'),
  /** Of the tab "Test events": a test sends an event that is seen there and counted nowhere. */
  testEventCode: cleanString(40, 1).optional(),
})
export type MetaConfig = z.output<typeof MetaConfig>

/** Meta is told of leads and sales, so that advertising finds more like them (Conversions API). */
export const meta = defineIntegration({
  type: 'META',
  config: MetaConfig,
  madeBy: 'people',
  eventsOf: () => ['lead.created', 'lead.status_changed'],
  secret: {
    schema: z.string().regex(/^[\w|.-]{20,1000}$/, 'This is not an access token'),
    label: words('Токен доступу', 'Токен доступа', 'Access token'),
    help: words(
      'Events Manager → ваш набір даних → Налаштування → Conversions API → Створити токен.',
      'Events Manager → ваш набор данных → Настройки → Conversions API → Создать токен.',
      'Events Manager → your dataset → Settings → Conversions API → Generate access token.',
    ),
  },
  example: { datasetId: '1234567890123456' },
  labels: {
    name: words('Meta (Conversions API)', 'Meta (Conversions API)', 'Meta (Conversions API)'),
    help: words(
      'Розповідає рекламі Meta про ліди й продажі; лише про людей зі згодою, їхні дані хешовано.',
      'Рассказывает рекламе Meta о лидах и продажах; только о людях с согласием, их данные хешированы.',
      'Tells Meta’s advertising of leads and sales; only of people who agreed, their data hashed.',
    ),
    fields: {
      datasetId: words(
        'ID набору даних (пікселя)',
        'ID набора данных (пикселя)',
        'ID of the dataset (pixel)',
      ),
      actionSource: words('Де це сталося', 'Где это произошло', 'Where it happened'),
      testEventCode: words('Код тестових подій', 'Код тестовых событий', 'Test event code'),
    },
    values: {
      system_generated: words('у CRM', 'в CRM', 'in a CRM'),
      phone_call: words('по телефону', 'по телефону', 'on the phone'),
      chat: words('у чаті', 'в чате', 'in a chat'),
      physical_store: words('на майданчику', 'на площадке', 'at the dealer’s'),
      email: words('у листі', 'в письме', 'in an e-mail'),
      other: words('інше', 'другое', 'elsewhere'),
    },
  },
})
