import type { Language } from '@cartie/shared/schemas/common'

/** What a client reads in their chat. */
interface ClientWords {
  open: string
  like: string
  reject: string
  choose: string
  liked: string
  rejected: string
  chosen: string
  /** Before a choice holds. */
  sure: string
  yes: string
  back: string
  takenBack: string
  sold: string
  closed: string
  refused: string
}

export const clientWords: Record<Language, ClientWords> = {
  uk: {
    open: 'Відкрити добірку',
    like: '👍 Подобається',
    reject: '👎 Ні',
    choose: '✅ Обираю',
    liked: 'Подобається. Ми повідомили менеджера.',
    rejected: 'Зрозуміло, це авто не підходить.',
    chosen: 'Ви обрали це авто. Менеджер скоро зв’яжеться з вами.',
    sure: 'Обрати саме це авто?',
    yes: 'Так, обираю',
    back: 'Назад',
    takenBack: 'Оцінку знято.',
    sold: 'На жаль, це авто вже продано.',
    closed: 'Ця добірка вже закрита.',
    refused: 'Ця добірка для іншої людини.',
  },
  ru: {
    open: 'Открыть подборку',
    like: '👍 Нравится',
    reject: '👎 Нет',
    choose: '✅ Выбираю',
    liked: 'Нравится. Мы сообщили менеджеру.',
    rejected: 'Понятно, это авто не подходит.',
    chosen: 'Вы выбрали это авто. Менеджер скоро свяжется с вами.',
    sure: 'Выбрать именно это авто?',
    yes: 'Да, выбираю',
    back: 'Назад',
    takenBack: 'Оценка снята.',
    sold: 'К сожалению, это авто уже продано.',
    closed: 'Эта подборка уже закрыта.',
    refused: 'Эта подборка для другого человека.',
  },
  en: {
    open: 'Open the selection',
    like: '👍 I like it',
    reject: '👎 No',
    choose: '✅ I choose it',
    liked: 'You like it. We told the manager.',
    rejected: 'Understood, this car does not fit.',
    chosen: 'You have chosen this car. The manager will be in touch soon.',
    sure: 'Choose this very car?',
    yes: 'Yes, I choose it',
    back: 'Back',
    takenBack: 'Your word is taken back.',
    sold: 'Sorry, this car is sold.',
    closed: 'This selection is closed.',
    refused: 'This selection is for somebody else.',
  },
}

/** What those who run the bot read in their chat. */
interface ManagerWords {
  client: string
  seen: string
  liked: string
  rejected: string
  asked: string
  accepted: string
  declined: string
  expired: string
  sold: string
  contactShared: string
  won: string
  lost: string
}
export type ManagerNews = Exclude<keyof ManagerWords, 'client'>

export const managerWords: Record<Language, ManagerWords> = {
  uk: {
    client: 'Клієнт',
    seen: '👀 Клієнт відкрив добірку',
    liked: '👍 Клієнту подобається',
    rejected: '👎 Клієнту не підходить',
    asked: '❓ Клієнт питає',
    accepted: '✅ Клієнт обрав авто',
    declined: '🚫 Клієнт відхилив добірку',
    expired: '⌛ Строк добірки минув без відповіді',
    sold: '⚠️ Авто з добірки вже не продається',
    contactShared: '🤝 Контакти передано',
    won: '🏆 Запит закрито угодою',
    lost: '📕 Запит закрито без угоди',
  },
  ru: {
    client: 'Клиент',
    seen: '👀 Клиент открыл подборку',
    liked: '👍 Клиенту нравится',
    rejected: '👎 Клиенту не подходит',
    asked: '❓ Клиент спрашивает',
    accepted: '✅ Клиент выбрал авто',
    declined: '🚫 Клиент отклонил подборку',
    expired: '⌛ Срок подборки вышел без ответа',
    sold: '⚠️ Авто из подборки больше не продаётся',
    contactShared: '🤝 Контакты переданы',
    won: '🏆 Запрос закрыт сделкой',
    lost: '📕 Запрос закрыт без сделки',
  },
  en: {
    client: 'Client',
    seen: '👀 The client opened the selection',
    liked: '👍 The client likes',
    rejected: '👎 The client turns down',
    asked: '❓ The client asks',
    accepted: '✅ The client chose a car',
    declined: '🚫 The client declined the selection',
    expired: '⌛ The selection ran out without an answer',
    sold: '⚠️ A car of the selection is no longer for sale',
    contactShared: '🤝 Contacts were shared',
    won: '🏆 The request was won',
    lost: '📕 The request was lost',
  },
}
