import { z } from 'zod'
import { words } from '../scenario/local-text.ts'
import { HookUrl } from './hook-url.ts'
import { defineIntegration } from './integration.ts'

/** A subscription that Zapier, or whoever speaks REST hooks like it, made through the API: one event to one address. */
export const zapier = defineIntegration({
  type: 'ZAPIER',
  config: z.strictObject({ url: HookUrl }),
  madeBy: 'api',
  example: { url: 'https://hooks.zapier.com/hooks/standard/1/abc/' },
  labels: {
    name: words('Zapier', 'Zapier', 'Zapier'),
    help: words(
      'Підписка, яку зробив сам Zapier через API. Вимкніть Zap, і вона зникне.',
      'Подписка, которую сделал сам Zapier через API. Выключите Zap, и она исчезнет.',
      'A subscription that Zapier made itself through the API. Turn the Zap off and it goes.',
    ),
    fields: { url: words('Адреса', 'Адрес', 'Address') },
  },
})
