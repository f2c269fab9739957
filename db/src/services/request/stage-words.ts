import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { Language } from '@cartie/shared/schemas/common'

type Words = Record<Language, string>

/** The stages as colleagues call them. */
export const stageWords: Record<RequestStatus, Words> = {
  DRAFT: { uk: 'Чернетка', ru: 'Черновик', en: 'Draft' },
  PUBLISHED: { uk: 'Опубліковано', ru: 'Опубликован', en: 'Published' },
  COLLECTING_VARIANTS: { uk: 'Збираємо варіанти', ru: 'Собираем варианты', en: 'Collecting variants' },
  SHORTLIST: { uk: 'Відібрано', ru: 'Отобраны', en: 'Shortlist' },
  CONTACT_SHARED: { uk: 'Контакт передано', ru: 'Контакт передан', en: 'Contact shared' },
  WON: { uk: 'Угода', ru: 'Сделка', en: 'Won' },
  LOST: { uk: 'Втрачено', ru: 'Потерян', en: 'Lost' },
}

/** What a client is told of each. */
export const clientStageWords: Record<RequestStatus, Words> = {
  DRAFT: { uk: 'прийнято', ru: 'принят', en: 'received' },
  PUBLISHED: { uk: 'шукаємо', ru: 'ищем', en: 'searching' },
  COLLECTING_VARIANTS: { uk: 'шукаємо', ru: 'ищем', en: 'searching' },
  SHORTLIST: { uk: 'є варіанти', ru: 'есть варианты', en: 'cars found' },
  CONTACT_SHARED: { uk: 'домовляємося', ru: 'договариваемся', en: 'being agreed' },
  WON: { uk: 'виконано', ru: 'выполнен', en: 'done' },
  LOST: { uk: 'закрито', ru: 'закрыт', en: 'closed' },
}
