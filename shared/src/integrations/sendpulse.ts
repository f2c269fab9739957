import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { defineIntegration } from './integration.ts'

export const SendpulseConfig = z.strictObject({
  /** The ID of the API's settings; its Secret is what the service gave. */
  clientId: z.string().regex(/^[\w-]{8,100}$/),
  /** The mailing list that contacts go to. */
  bookId: z.int().min(1),
  /** Whether only people go there who agreed that we keep their data. */
  consentOnly: z.boolean().default(false),
})
export type SendpulseConfig = z.output<typeof SendpulseConfig>

/** A mailing list of SendPulse that holds the workspace's leads. */
export const sendpulse = defineIntegration({
  type: 'SENDPULSE',
  config: SendpulseConfig,
  madeBy: 'people',
  eventsOf: () => ['lead.created', 'lead.changed', 'lead.merged'],
  secret: {
    schema: z.string().regex(/^[\w-]{8,200}$/, 'This is not the Secret of an API'),
    label: words('Secret з налаштувань API', 'Secret из настроек API', 'Secret of the API settings'),
    help: words(
      'SendPulse → Налаштування акаунта → API: там само й ID.',
      'SendPulse → Настройки аккаунта → API: там же и ID.',
      'SendPulse → Account settings → API, where the ID stands, too.',
    ),
  },
  example: { clientId: '237b4af9c99d0f89bdbd876dcd5a0000', bookId: 2151674 },
  labels: {
    name: words('SendPulse', 'SendPulse', 'SendPulse'),
    help: words(
      'Тримає контакти лідів у вашому списку розсилки.',
      'Держит контакты лидов в вашем списке рассылки.',
      'Keeps the contacts of leads in your mailing list.',
    ),
    fields: {
      clientId: words('ID з налаштувань API', 'ID из настроек API', 'ID of the API settings'),
      bookId: words('Номер списку розсилки', 'Номер списка рассылки', 'Number of the mailing list'),
      consentOnly: words('Лише зі згодою на дані', 'Только с согласием на данные', 'Only with consent'),
    },
  },
})
