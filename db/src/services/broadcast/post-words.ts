import type { Language } from '@cartie/shared/schemas/common'

interface PostWords {
  quantity: string
  must: string
  offer: string
  page: string
}

/** What a request's post says around what is wanted. */
export const requestPostWords: Record<Language, PostWords> = {
  uk: {
    quantity: 'Кількість',
    must: 'обовʼязкова умова',
    offer: '💼 Подати пропозицію',
    page: '🌐 Відповісти на сторінці',
  },
  ru: {
    quantity: 'Количество',
    must: 'обязательное условие',
    offer: '💼 Подать предложение',
    page: '🌐 Ответить на странице',
  },
  en: {
    quantity: 'Quantity',
    must: 'a must',
    offer: '💼 Make an offer',
    page: '🌐 Answer on a page',
  },
}
