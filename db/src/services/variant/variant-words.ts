import type { VariantStatus } from '@cartie/shared/domain/variant-status'
import type { Language } from '@cartie/shared/schemas/common'

interface VariantWords {
  offer: string
  forRequest: string
  from: string
  open: string
  approve: string
  reject: string
  stale: string
  refused: string
  statuses: Record<VariantStatus, string>
  reason: string
}

/** What bots say of offered cars. */
export const variantWords: Record<Language, VariantWords> = {
  uk: {
    offer: 'Нова пропозиція',
    forRequest: 'на запит',
    from: 'Від',
    open: 'Відкрити',
    approve: 'Підходить',
    reject: 'Не підходить',
    stale: 'Ця кнопка вже не діє: пропозиція змінилася.',
    refused: 'Так можна лише в чаті адміністраторів бота.',
    statuses: {
      SUBMITTED: 'Нова',
      REVIEWED: 'Переглянута',
      APPROVED: 'Підходить',
      REJECTED: 'Не підходить',
      SENT_TO_CLIENT: 'Показана клієнту',
      ACCEPTED: 'Клієнт обрав',
      DECLINED: 'Клієнт не обрав',
    },
    reason: 'Причина',
  },
  ru: {
    offer: 'Новое предложение',
    forRequest: 'на запрос',
    from: 'От',
    open: 'Открыть',
    approve: 'Подходит',
    reject: 'Не подходит',
    stale: 'Эта кнопка уже не действует: предложение изменилось.',
    refused: 'Так можно только в чате администраторов бота.',
    statuses: {
      SUBMITTED: 'Новое',
      REVIEWED: 'Просмотрено',
      APPROVED: 'Подходит',
      REJECTED: 'Не подходит',
      SENT_TO_CLIENT: 'Показано клиенту',
      ACCEPTED: 'Клиент выбрал',
      DECLINED: 'Клиент не выбрал',
    },
    reason: 'Причина',
  },
  en: {
    offer: 'New offer',
    forRequest: 'for request',
    from: 'From',
    open: 'Open',
    approve: 'Approve',
    reject: 'Reject',
    stale: 'This button has had its time: the offer has changed.',
    refused: 'That works in the chat of the bot’s administrators alone.',
    statuses: {
      SUBMITTED: 'New',
      REVIEWED: 'Reviewed',
      APPROVED: 'Approved',
      REJECTED: 'Rejected',
      SENT_TO_CLIENT: 'Sent to the client',
      ACCEPTED: 'Chosen',
      DECLINED: 'Not chosen',
    },
    reason: 'Reason',
  },
}
