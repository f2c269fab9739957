import type { Sender } from '@cartie/shared/scenario/event'
import type { Language } from '@cartie/shared/schemas/common'

const names: Record<Language, string> = { uk: 'Олена', ru: 'Елена', en: 'Helen' }

/** The made-up person of the simulator. */
export const someoneSpeaking = (language: Language): Sender => ({
  id: '1',
  name: names[language],
  languageCode: language,
})
