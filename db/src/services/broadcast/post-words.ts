import type { Language } from '@cartie/shared/schemas/common'

interface PostWords {
  buy: string
  sell: string
  quantity: string
  must: string
  deadline: string
  closed: string
  offer: string
  page: string
}

/** What a request's post says around what is wanted. */
export const requestPostWords: Record<Language, PostWords> = {
  uk: {
    buy: 'Шукаємо авто',
    sell: 'Продаємо авто',
    quantity: 'Кількість',
    must: 'обовʼязкова умова',
    deadline: 'Чекаємо пропозиції до',
    closed: '🚫 Запит закрито',
    offer: '💼 Подати пропозицію',
    page: '🌐 Відповісти на сторінці',
  },
  ru: {
    buy: 'Ищем авто',
    sell: 'Продаём авто',
    quantity: 'Количество',
    must: 'обязательное условие',
    deadline: 'Ждём предложения до',
    closed: '🚫 Запрос закрыт',
    offer: '💼 Подать предложение',
    page: '🌐 Ответить на странице',
  },
  en: {
    buy: 'Car wanted',
    sell: 'Car for sale',
    quantity: 'Quantity',
    must: 'a must',
    deadline: 'Offers are welcome until',
    closed: '🚫 Request closed',
    offer: '💼 Make an offer',
    page: '🌐 Answer on a page',
  },
}
