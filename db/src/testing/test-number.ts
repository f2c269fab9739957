import { IntegrationCreate, type IntegrationCreated } from '@cartie/shared/schemas/integration'
import type { Context } from '../context.ts'
import type { Secrets } from '../secrets.ts'
import { createIntegration } from '../services/integration/create.ts'

export const numberId = '106540352242922'
export const appSecret = '0123456789abcdef0123456789abcdef'
export const accessToken = 'EAAJB0demo0demo0demo'

/** A WhatsApp number of the workspace; its secret is the verify token. */
export const testNumber = (
  ctx: Context,
  secrets: Secrets,
  more: Record<string, unknown> = {},
): Promise<IntegrationCreated> =>
  createIntegration(
    ctx,
    secrets,
    IntegrationCreate.parse({
      type: 'WHATSAPP',
      name: 'Our number',
      config: {
        phoneNumberId: numberId,
        wabaId: '102290129340398',
        accessToken,
        appSecret,
        templateName: 'come_back',
        templateText: 'Is the car still of interest?',
        ...more,
      },
    }),
  )

const about = (value: object, phoneNumberId = numberId) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '102290129340398',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '15550783881', phone_number_id: phoneNumberId },
            ...value,
          },
        },
      ],
    },
  ],
})

interface Said {
  id?: string
  from?: string
  name?: string
  text?: string
  /** Seconds since 1970. */
  at?: number
  phoneNumberId?: string
  message?: object
}

let messages = 0

/** What Meta sends when a client writes. */
export const clientSays = ({
  id = `wamid.TEST${(messages += 1)}`,
  from = '380671234567',
  name = 'Оля',
  text = 'Чи є BMW X5?',
  at = Math.floor(Date.now() / 1000),
  phoneNumberId,
  message = { type: 'text', text: { body: text } },
}: Said = {}) =>
  about(
    {
      contacts: [{ profile: { name }, wa_id: from }],
      messages: [{ from, id, timestamp: String(at), ...message }],
    },
    phoneNumberId,
  )

/** What Meta sends of a message of ours. */
export const messageBecame = (
  status: 'sent' | 'delivered' | 'read' | 'failed',
  {
    id = 'wamid.OUT',
    tracked,
    to = '380671234567',
    code = 131026,
  }: { id?: string; tracked?: string; to?: string; code?: number } = {},
) =>
  about({
    statuses: [
      {
        id,
        status,
        timestamp: String(Math.floor(Date.now() / 1000)),
        recipient_id: to,
        ...(tracked === undefined ? {} : { biz_opaque_callback_data: tracked }),
        ...(status === 'failed'
          ? {
              errors: [
                {
                  code,
                  title: 'Message undeliverable',
                  message: 'Message undeliverable',
                  error_data: { details: 'Message Undeliverable.' },
                },
              ],
            }
          : {
              conversation: { id: 'a75d17ad06104c51166f948319b03c6a', origin: { type: 'service' } },
              pricing: { billable: true, pricing_model: 'CBP', category: 'service' },
            }),
      },
    ],
  })
