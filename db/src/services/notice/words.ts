import type { NoticeKind } from '@cartie/shared/domain/notice'
import type { Language } from '@cartie/shared/schemas/common'

/** What colleagues are told of in Telegram that they are not told of elsewhere there. */
export type ToldHere = Extract<NoticeKind, 'lead_new' | 'lead_mine' | 'parse' | 'delivery'>

export const noticeWords: Record<ToldHere, Record<Language, string>> = {
  lead_new: { uk: 'Новий лід', ru: 'Новый лид', en: 'A new lead' },
  lead_mine: { uk: 'Лід тепер ваш', ru: 'Лид теперь ваш', en: 'A lead is yours now' },
  parse: { uk: 'Імпорт завершено', ru: 'Импорт завершён', en: 'An import is done' },
  delivery: {
    uk: 'Повідомлення не доставлено',
    ru: 'Сообщение не доставлено',
    en: 'A message was not delivered',
  },
}
