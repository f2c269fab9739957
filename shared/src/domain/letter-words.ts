import type { Language } from '../schemas/common.ts'

/** What our mail is about. */
export type LetterKind = 'invitation' | 'password' | 'address'

type Span = { days: number } | { hours: number }

interface LetterWords {
  hello: string
  subject: Record<LetterKind, (company: string) => string>
  text: Record<LetterKind, (company: string) => string>
  button: Record<LetterKind, string>
  /** How long the link works. */
  until: (span: Span) => string
  ignore: string
}

const count = (language: Language, span: Span) => {
  const [unit, value] = 'days' in span ? (['day', span.days] as const) : (['hour', span.hours] as const)
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** What our mail says, in every language. */
export const letterWords: Record<Language, LetterWords> = {
  uk: {
    hello: 'Вітаємо!',
    subject: {
      invitation: (company) => `Запрошення до ${company}`,
      password: () => 'Новий пароль у Cartie',
      address: () => 'Підтвердьте адресу в Cartie',
    },
    text: {
      invitation: (company) =>
        `Вас запрошують працювати в ${company} у Cartie. За цим посиланням можна приєднатися, один раз.`,
      password: () =>
        'Хтось попросив новий пароль до вашого облікового запису. За цим посиланням можна його вибрати, один раз.',
      address: () => 'За цим посиланням ви підтверджуєте, що ця адреса ваша і що нею ви входите в Cartie.',
    },
    button: { invitation: 'Приєднатися', password: 'Вибрати пароль', address: 'Підтвердити адресу' },
    until: (span) => `Посилання діє ${count('uk', span)}.`,
    ignore: 'Якщо ви на це не чекали, нічого не робіть: без посилання нічого не зміниться.',
  },
  ru: {
    hello: 'Здравствуйте!',
    subject: {
      invitation: (company) => `Приглашение в ${company}`,
      password: () => 'Новый пароль в Cartie',
      address: () => 'Подтвердите адрес в Cartie',
    },
    text: {
      invitation: (company) =>
        `Вас приглашают работать в ${company} в Cartie. По этой ссылке можно присоединиться, один раз.`,
      password: () =>
        'Кто-то попросил новый пароль к вашей учётной записи. По этой ссылке можно его выбрать, один раз.',
      address: () => 'По этой ссылке вы подтверждаете, что этот адрес ваш и что им вы входите в Cartie.',
    },
    button: { invitation: 'Присоединиться', password: 'Выбрать пароль', address: 'Подтвердить адрес' },
    until: (span) => `Ссылка действует ${count('ru', span)}.`,
    ignore: 'Если вы этого не ждали, ничего не делайте: без ссылки ничего не изменится.',
  },
  en: {
    hello: 'Hello!',
    subject: {
      invitation: (company) => `Join ${company}`,
      password: () => 'A new password for Cartie',
      address: () => 'Confirm your address in Cartie',
    },
    text: {
      invitation: (company) =>
        `You are invited to work at ${company} in Cartie. This link lets you join, once.`,
      password: () =>
        'Somebody asked for a new password to your account. This link lets you choose one, once.',
      address: () =>
        'By this link you confirm that this address is yours and that you sign in to Cartie with it.',
    },
    button: { invitation: 'Join', password: 'Choose a password', address: 'Confirm the address' },
    until: (span) => `The link works for ${count('en', span)}.`,
    ignore: 'If you did not expect this, do nothing: without the link nothing changes.',
  },
}
