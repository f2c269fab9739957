import type { Language } from '@cartie/shared/schemas/common'

/** Why an offer is not taken, in words for who gave it. */
export const offerProblems = {
  closed: {
    uk: 'Цей запит уже закрито.',
    ru: 'Этот запрос уже закрыт.',
    en: 'This request is closed already.',
  },
  duplicate: {
    uk: 'Таке авто на цей запит уже пропонували.',
    ru: 'Такое авто на этот запрос уже предлагали.',
    en: 'This car has been offered for this request already.',
  },
  blocked: {
    uk: 'Зараз ми не можемо прийняти вашу пропозицію. Зв’яжіться, будь ласка, з менеджером.',
    ru: 'Сейчас мы не можем принять ваше предложение. Свяжитесь, пожалуйста, с менеджером.',
    en: 'We cannot take your offer at the moment. Please get in touch with a manager.',
  },
} as const satisfies Record<string, Record<Language, string>>
export type OfferProblem = keyof typeof offerProblems
