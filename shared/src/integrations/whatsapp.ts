import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { cleanString } from '../schemas/common.ts'
import { defineIntegration } from './integration.ts'

const metaId = z.string().regex(/^\d{5,30}$/)
/** As Meta gives them: letters, digits and few signs, so that none can end a header's line. */
const token = z.string().regex(/^[\w.|-]{10,600}$/)

/** A number of a company at WhatsApp, as its account at Meta has it. */
export const WhatsappConfig = z.strictObject({
  phoneNumberId: metaId,
  wabaId: metaId,
  accessToken: token,
  appSecret: z.string().regex(/^[\w-]{10,100}$/),
  /** An approved template without variables, for clients who have not written for a day. */
  templateName: z
    .string()
    .regex(/^[a-z0-9_]{1,512}$/)
    .optional(),
  templateLanguage: z
    .string()
    .regex(/^[a-z]{2,3}(_[A-Z]{2})?$/)
    .default('uk'),
  /** What the template says, as the inbox shows it. */
  templateText: cleanString(1024).optional(),
})
export type WhatsappConfig = z.output<typeof WhatsappConfig>

/** Chats of a WhatsApp number, in and out, through Meta's Cloud API. */
export const whatsapp = defineIntegration({
  type: 'WHATSAPP',
  config: WhatsappConfig,
  secretFields: ['accessToken', 'appSecret'],
  madeBy: 'people',
  example: {
    phoneNumberId: '106540352242922',
    wabaId: '102290129340398',
    accessToken: 'EAAJB0demo0demo0demo',
    appSecret: '0123456789abcdef0123456789abcdef',
    templateName: 'come_back',
  },
  labels: {
    name: words('WhatsApp', 'WhatsApp', 'WhatsApp'),
    help: words(
      'Розмови номера WhatsApp Business у «Чатах»: клієнти пишуть, ви відповідаєте, ліди створюються самі.',
      'Разговоры номера WhatsApp Business в «Чатах»: клиенты пишут, вы отвечаете, лиды создаются сами.',
      'Chats of a WhatsApp Business number in the inbox: clients write, you answer, leads come by themselves.',
    ),
    fields: {
      phoneNumberId: words('ID номера телефону', 'ID номера телефона', 'Phone number ID'),
      wabaId: words(
        'ID акаунта WhatsApp Business',
        'ID аккаунта WhatsApp Business',
        'WhatsApp Business account ID',
      ),
      accessToken: words('Постійний токен доступу', 'Постоянный токен доступа', 'Permanent access token'),
      appSecret: words('Секрет застосунку Meta', 'Секрет приложения Meta', 'Secret of the Meta app'),
      templateName: words(
        'Схвалений шаблон (назва)',
        'Одобренный шаблон (название)',
        'Approved template (name)',
      ),
      templateLanguage: words('Мова шаблону', 'Язык шаблона', 'Language of the template'),
      templateText: words('Текст шаблону', 'Текст шаблона', 'Text of the template'),
    },
  },
})
