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
  /** What the giver is told of a stage; the others they don't hear of. */
  told: Partial<Record<VariantStatus, string>>
  /** The same where another was chosen. */
  beaten: string
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
    told: {
      APPROVED: 'Ваша пропозиція підходить: готуємо її для клієнта.',
      REJECTED: 'На жаль, ваша пропозиція не підходить.',
      SENT_TO_CLIENT: 'Вашу пропозицію показано клієнту.',
      ACCEPTED: 'Клієнт обрав вашу пропозицію! Ми скоро зв’яжемося з вами.',
      DECLINED: 'На жаль, клієнт не обрав вашу пропозицію. Дякуємо!',
    },
    beaten: 'Клієнт обрав не вашу пропозицію. Дякуємо!',
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
    told: {
      APPROVED: 'Ваше предложение подходит: готовим его для клиента.',
      REJECTED: 'К сожалению, ваше предложение не подходит.',
      SENT_TO_CLIENT: 'Ваше предложение показано клиенту.',
      ACCEPTED: 'Клиент выбрал ваше предложение! Мы скоро свяжемся с вами.',
      DECLINED: 'К сожалению, клиент не выбрал ваше предложение. Спасибо!',
    },
    beaten: 'Клиент выбрал не ваше предложение. Спасибо!',
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
    told: {
      APPROVED: 'Your offer fits: we are preparing it for the client.',
      REJECTED: 'Sorry, your offer does not fit.',
      SENT_TO_CLIENT: 'Your offer has been shown to the client.',
      ACCEPTED: 'The client chose your offer! We will be in touch soon.',
      DECLINED: 'Sorry, the client did not choose your offer. Thank you!',
    },
    beaten: 'The client chose another offer. Thank you!',
    reason: 'Reason',
  },
}
