import type { Language } from '@cartie/shared/schemas/common'

interface DealWords {
  /** To the client: whom they buy from. */
  seller: string
  /** To the giver: who buys. */
  buyer: string
  request: string
  /** Where the other side's contacts are not known. */
  unknown: string
  /** To the client at the end. */
  won: string
  lost: string
}

/** What both sides of a deal read in their chats. */
export const dealWords: Record<Language, DealWords> = {
  uk: {
    seller: '🤝 Контакти продавця авто',
    buyer: '🤝 Контакти клієнта, який обрав ваше авто',
    request: 'Запит',
    unknown: 'Менеджер зв’яжеться з вами й передасть контакти.',
    won: 'Вітаємо з вибором! Ваш запит закрито. Дякуємо, що були з нами.',
    lost: 'Ваш запит закрито. Якщо авто знову знадобиться — напишіть нам.',
  },
  ru: {
    seller: '🤝 Контакты продавца авто',
    buyer: '🤝 Контакты клиента, который выбрал ваше авто',
    request: 'Запрос',
    unknown: 'Менеджер свяжется с вами и передаст контакты.',
    won: 'Поздравляем с выбором! Ваш запрос закрыт. Спасибо, что были с нами.',
    lost: 'Ваш запрос закрыт. Если авто снова понадобится — напишите нам.',
  },
  en: {
    seller: '🤝 The contacts of the car’s seller',
    buyer: '🤝 The contacts of the client who chose your car',
    request: 'Request',
    unknown: 'The manager will be in touch with the contacts.',
    won: 'Congratulations on your choice! Your request is closed. Thank you for being with us.',
    lost: 'Your request is closed. Write to us whenever you need a car again.',
  },
}
